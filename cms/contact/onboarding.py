"""A new municipality's foreign homepages are run by homepage management until somebody else is named."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_noop
from wagtail.models import Locale

from cms.contact.models import ForeignOffice
from cms.contact.selectors import default_department
from tenants.onboarding import Onboarding, onboarding_step


@onboarding_step(gettext_noop("offices of foreign homepages"), order=470)
def offices(onboarding: Onboarding) -> None:
    """After departments and languages."""
    name_offices(Locale.objects.values_list("language_code", flat=True))


def name_offices(languages: Iterable[str]) -> None:
    """An office for each foreign language that has none; nothing while there is no department."""
    department = default_department()
    if department is None:
        return
    for language in languages:
        if language != settings.LANGUAGE_CODE:
            ForeignOffice.objects.get_or_create(language=language, defaults={"department": department})
