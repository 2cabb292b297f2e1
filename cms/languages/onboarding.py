"""A new municipality's Site and its languages."""

from django.utils.translation import gettext_noop
from wagtail.models import Locale, Page, Site

from cms.languages.services.reconciling import reconcile
from tenants.onboarding import Onboarding, onboarding_step
from tenants.services.domains import align_site


@onboarding_step(gettext_noop("site and languages"), order=100)
def site_and_languages(onboarding: Onboarding) -> None:
    """One Site on the primary host, a Locale a contracted language, and no welcome page of Wagtail's.

    No LocaleSynchronization: it would fill the other languages with Korean text.
    """
    for code in onboarding.municipality.languages:
        Locale.objects.get_or_create(language_code=code)
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    site.root_page, site.site_name = root, onboarding.municipality.name_ko
    site.save()
    for page in root.get_children():
        page.delete()
    align_site(onboarding.municipality)


@onboarding_step(gettext_noop("translations"), order=460)
def translations(onboarding: Onboarding) -> None:
    """Starter texts in other languages count as made from the originals of the same day."""
    reconcile()
