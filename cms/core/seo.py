"""What machines read: canonical address, languages, Open Graph, JSON-LD."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.core.chrome import site_chrome
from cms.core.trail import page_trail

_OG_LOCALES = {"ko": "ko_KR", "en": "en_US", "zh-hans": "zh_CN", "zh-hant": "zh_TW", "ja": "ja_JP", "vi": "vi_VN"}
# As django.utils.html.json_script does: the text can neither end the element nor begin another.
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def page_metadata(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Values for ``core/includes/seo.html``; a view without a page gets those of its own address."""
    chrome = site_chrome(request)["chrome"]
    path = page.get_url(request) if getattr(page, "path", "") else request.path
    municipality = chrome["municipality"]
    languages = chrome.get("languages") or []
    return {
        "canonical": request.build_absolute_uri(path),
        "description": getattr(page, "description", "") or getattr(page, "search_description", ""),
        "title": getattr(page, "seo_title", "") or getattr(page, "title", ""),
        "site_name": municipality.name if municipality else "",
        "og_locale": _OG_LOCALES.get(get_language() or "ko", "ko_KR"),
        "alternates": [
            {"code": language["code"], "url": request.build_absolute_uri(language["url"])}
            for language in languages
            if language.get("translated")
        ],
        "structured_data": structured_data(request, page),
    }


def structured_data(request: HttpRequest, page: Any) -> SafeString:
    """JSON-LD of the municipality (GovernmentOrganization) and of the way to the page (BreadcrumbList)."""
    graph = [*_organisation(request), *_breadcrumb(request, page)]
    if not graph:
        return mark_safe("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_JSON_ESCAPES))  # noqa: S308 - escaped in this line


def _organisation(request: HttpRequest) -> list[dict[str, Any]]:
    municipality = site_chrome(request)["chrome"]["municipality"]
    if municipality is None or not municipality.name:
        return []
    facts: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "name": municipality.name,
        "url": request.build_absolute_uri("/"),
    }
    if municipality.telephone:
        facts["telephone"] = municipality.telephone
    if municipality.address:
        facts["address"] = {"@type": "PostalAddress", "streetAddress": municipality.address, "addressCountry": "KR"}
    return [facts]


def _breadcrumb(request: HttpRequest, page: Any) -> list[dict[str, Any]]:
    trail = page_trail(page, request)
    if len(trail) < 2:
        return []
    stops = [
        {"@type": "ListItem", "position": number, "name": stop.title, "item": request.build_absolute_uri(stop.url)}
        for number, stop in enumerate(trail, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": stops}]
