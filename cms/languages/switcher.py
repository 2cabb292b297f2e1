"""The other languages of a page: for the switcher in the header and for ``hreflang``."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.languages.offered import NAMES_KO, offered_languages
from tenants.platform import is_platform


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """One mapping a language: ``code``, ``name``, ``name_ko``, ``url``, ``current``, ``translated``.

    Where the page has no translation the address is that language's front page, and ``translated`` is False: machines
    are told of real translations only.
    """
    if is_platform(request.tenant):
        return []
    offered = offered_languages(request.tenant)
    pages, fronts = _translations(getattr(request, "served_page", None), _front_page(request))
    names = dict(settings.LANGUAGES)
    end, spoken = getattr(request, "served_below", ("", ()))
    there = set(spoken) & set(pages)
    return [
        {
            "code": code,
            "name": names[code],
            "name_ko": NAMES_KO[code],
            "url": (pages.get(code) or fronts[code]).get_url(request) + (end if code in there else ""),
            "current": code == request.LANGUAGE_CODE,
            "translated": code in (pages if not end else there),
        }
        for code in offered
        if code in pages or code in fronts
    ]


def remember_below(request: HttpRequest, end: str, languages: Iterable[str]) -> None:
    """What a page serves below its own address (``ay-pass/``), and in which languages there is the same."""
    request.served_below = (end, tuple(languages))


def remember_page(page: Page, request: HttpRequest, *args: Any) -> None:
    """Hook ``before_serve_page``: what is shown, for whoever builds the frame around it."""
    request.served_page = page


def _front_page(request: HttpRequest) -> Page | None:
    site = Site.find_for_request(request)
    return site.root_page if site else None


def _translations(*originals: Page | None) -> list[dict[str, Page]]:
    """Live translations of each by language; an alias shows the source's own text and is none. One query for all."""
    keys = [page.translation_key if page is not None and page.pk else None for page in originals]
    real = Page.objects.filter(translation_key__in=keys).live().filter(alias_of__isnull=True)
    found = list(real.select_related("locale").defer_streamfields())
    return [{page.locale.language_code: page for page in found if page.translation_key == key} for key in keys]
