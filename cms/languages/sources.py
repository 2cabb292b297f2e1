"""Originals are in Korean; the page that a translation was made from has its translation key."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Page

from cms.languages.upstream.locale_lookup import kept_locales


def is_source(page: Page) -> bool:
    """Whether a page is in the language that is translated from."""
    return page.locale_id == kept_locales().get(settings.LANGUAGE_CODE)


def source_of(page: Page) -> Page | None:
    """The original of a page, of its own type; none for a page that was written for its language alone."""
    korean = kept_locales().get(settings.LANGUAGE_CODE)
    found = Page.objects.filter(translation_key=page.translation_key, locale_id=korean).first()
    return found.specific if found else None
