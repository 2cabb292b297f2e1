"""Addresses for search engines and browsers: XML sitemap with languages, robots, icon."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from cms.search.results import searchable
from cms.search.sources import addresses_below_pages

CLOSED = ("/admin/", "/account/", "/search/", "/*/search/")


class LanguagesSitemap(Sitemap):
    """Every page that everybody may read, in each language of the municipality, with its translations (hreflang)."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self._locales = {
            locale.pk: locale for locale in Locale.objects.filter(language_code__in=request.tenant.languages)
        }
        self._roots = self._home_pages()

    def _home_pages(self) -> list[Page]:
        site = Site.find_for_request(self.request)
        if site is None:
            return []
        roots = site.root_page.get_translations(inclusive=True).live()
        return [root for root in roots if root.locale_id in self._locales]

    def items(self) -> list[Page]:
        """All pages of all languages; the queries do not grow with the pages."""
        return [page for root in self._roots for page in searchable(root).defer_streamfields().order_by("path")]

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """One entry a page; ``alternates`` names all its languages, itself too, as search engines want it."""
        every = self.items()
        languages: dict[Any, list[dict[str, str]]] = defaultdict(list)
        addresses = {item.pk: item.get_full_url(self.request) for item in every}
        for item in every:
            languages[item.translation_key].append(
                {"location": addresses[item.pk], "lang_code": self._locales[item.locale_id].language_code}
            )
        entries = [
            {
                "item": item,
                "location": addresses[item.pk],
                "lastmod": item.last_published_at,
                "alternates": languages[item.translation_key] if len(languages[item.translation_key]) > 1 else [],
            }
            for item in self.paginator.page(page).object_list
        ]
        return [*entries, *self._below_pages()] if int(page) == 1 else entries

    def _below_pages(self) -> list[dict[str, Any]]:
        """What pages serve below their own address, an entry a language."""
        entries = []
        for found in addresses_below_pages(self.request):
            languages = [{"location": address, "lang_code": code} for code, address in found.items()]
            alternates = languages if len(languages) > 1 else []
            entries += [{"location": each["location"], "lastmod": None, "alternates": alternates} for each in languages]
        return entries

    def get_latest_lastmod(self) -> dt.datetime | None:
        """When the newest page was published."""
        moments = [page.last_published_at for page in self.items() if page.last_published_at]
        return max(moments, default=None)


@require_safe
def xml_sitemap(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml``; past fifty thousand pages ``?p=2`` follows."""
    return sitemap(request, {"pages": LanguagesSitemap(request)}, template_name="municipal_search/sitemap.xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@cache_control(max_age=86400, public=True)
@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Browsers that ask before they read the page are sent to the icon."""
    return HttpResponseRedirect(static("core/icon.svg"))
