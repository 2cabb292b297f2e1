"""The homepages in foreign languages that citizens can open (안양 §15, 용인 §16, 동작 §6)."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.pages.duties.reach import in_reach
from tenants.conformity import Question


def foreign_fronts(question: Question) -> list[Page]:
    """The published front pages in the other languages of the contract, in the order of the platform's languages.

    A language counts when its own front page is published, not a copy that shows the Korean text.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    order = [code for code, _name in settings.LANGUAGES if code in question.municipality.languages]
    fronts = Page.objects.filter(
        translation_key=site.root_page.translation_key, alias_of=None, locale__language_code__in=order
    ).exclude(locale_id=Locale.get_default().pk)
    found = in_reach(fronts).select_related("locale").defer_streamfields()
    return sorted(found, key=lambda front: order.index(front.locale.language_code))


def language_of(front: Page) -> str:
    """The language by its own name."""
    return dict(settings.LANGUAGES)[front.locale.language_code]
