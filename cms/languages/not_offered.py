"""What a reader is told under the address of a language that the municipality does not offer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from cms.languages.models import LanguageClosing
from cms.languages.offered import offered_languages
from cms.languages.upstream.locale_lookup import kept_locales

TEMPLATE = "languages/not_offered.html"


def not_offered(request: HttpRequest, language: str) -> HttpResponse:
    """404 in the language that was asked for, with the front pages of those that are offered.

    A frame of its own: header and menus would be in Korean under another language's flag.
    """
    names = dict(settings.LANGUAGES)
    context = {
        "language": names[language],
        "municipality": request.tenant,
        "closed": LanguageClosing.of(language),
        "fronts": _fronts(request),
    }
    html = render_to_string(TEMPLATE, context, request)
    return HttpResponse(html, status=404)


def refuse_fallback(page: Page, request: HttpRequest, *args: Any) -> HttpResponse | None:
    """Hook ``before_serve_page``: where a language has no public front page, Wagtail would serve the Korean tree."""
    if page.locale_id == kept_locales().get(request.LANGUAGE_CODE):
        return None
    return not_offered(request, request.LANGUAGE_CODE)


def _fronts(request: HttpRequest) -> list[dict[str, Any]]:
    """Each offered language with a public front page: its code, its own name, the address."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    names, offered = dict(settings.LANGUAGES), offered_languages(request.tenant)
    real = Page.objects.filter(translation_key=site.root_page.translation_key, alias_of=None).live()
    pages = {page.locale.language_code: page for page in real.select_related("locale")}
    return [
        {"code": code, "name": names[code], "url": pages[code].get_url(request)} for code in offered if code in pages
    ]
