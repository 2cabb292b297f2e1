"""A page that exists in Korean only is not served under another language: readers are told so in their own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site

from cms.core.visibility import readable

TEMPLATE = "languages/only_korean.html"


def refuse_alias(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    """Hook ``before_serve_page``: an alias across languages would show the original's text under this one's flag."""
    if not page.alias_of_id:
        return None
    original = Page.objects.filter(pk=page.alias_of_id).exclude(locale_id=page.locale_id).first()
    return exists_only_in_korean(request, original) if original else None


def korean_page_at(request: HttpRequest) -> Page | None:
    """The page that stands under the same address in Korean, without the language before it."""
    language = get_language_from_path(request.path_info)
    site = Site.find_for_request(request)
    if site is None or language in (None, settings.LANGUAGE_CODE):
        return None
    rest = request.path_info.removeprefix(f"/{language}/").strip("/")
    if not rest:
        return None
    return readable(Page.objects.filter(url_path=f"{site.root_page.url_path}{rest}/")).first()


def exists_only_in_korean(request: HttpRequest, original: Page) -> HttpResponse:
    """404, with the original and the nearest page above it that is translated."""
    context = {
        "original": original,
        "original_url": original.get_url(request),
        "nearest": (nearest := nearest_translated(original, request.LANGUAGE_CODE)),
        "nearest_url": nearest.get_url(request) if nearest else "",
        "language": dict(settings.LANGUAGES)[request.LANGUAGE_CODE],
    }
    return render(request, TEMPLATE, context, status=404)


def nearest_translated(original: Page, language: str) -> Page | None:
    """The translation of the page itself or of the nearest page above it. One query for the way up, one for it."""
    above = {page.translation_key: page.depth for page in original.get_ancestors(inclusive=True).filter(depth__gt=1)}
    found = readable(Page.objects.filter(translation_key__in=above, locale__language_code=language, alias_of=None))
    return max(found, key=lambda page: above[page.translation_key], default=None)
