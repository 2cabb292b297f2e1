"""What this room adds to every page and to the search of the whole site."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.core.visibility import readable
from cms.search.sources import register_addresses, register_search_source
from petitions.finding import find
from petitions.listing import catalogue_place, services_of
from petitions.models import CataloguePage, Service, ServiceText
from petitions.shown import Shown
from petitions.tongues import KOREAN


def find_services(query: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Services by the words of the reader's language and by Korean ones; none while there is no public catalogue."""
    found = find(query, services_of())
    place = catalogue_place(request) if found else None
    return [_row(item, f"{place.url}{item.slug}/", place.title) for item in found] if place else []


def addresses(request: HttpRequest) -> list[dict[str, str]]:
    """Of each open service the address of its page, by language. Two queries."""
    pages = readable(CataloguePage.objects.filter(locale__language_code__in=request.tenant.languages))
    catalogues = {page.locale.language_code: page for page in pages.select_related("locale").order_by("-path")}
    offered = ServiceText.objects.filter(service=OuterRef("pk"), offered=True).values("language")
    rows = Service.objects.open().annotate(spoken=ArraySubquery(offered)).values_list("code", "spoken")
    return [
        {
            language: f"{catalogues[language].get_full_url(request)}{code.lower()}/"
            for language in (KOREAN, *spoken)
            if language in catalogues
        }
        for code, spoken in (rows if catalogues else ())
    ]


def _row(item: Shown, url: str, catalogue: str) -> dict[str, Any]:
    facts = (item.kind, item.period, item.channels)
    return {
        "title": item.name,
        "url": url,
        "path": catalogue,
        "excerpt": item.description or " · ".join(facts),
        "department": item.department_name,
        "date": None,
    }


register_addresses("services", addresses)
register_search_source("services", _("Petition services"), find_services)
