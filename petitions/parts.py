"""What this room adds to every page and to the search of the whole site."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.search.sources import register_search_source
from petitions.finding import find
from petitions.listing import catalogue_page, services_of
from petitions.shown import Shown


def find_services(query: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Services by the words of the reader's language and by Korean ones; none while there is no public catalogue."""
    found = find(query, services_of())
    page = catalogue_page() if found else None
    if page is None:
        return []
    address = page.get_url(request) or ""
    return [_row(item, f"{address}{item.slug}/", page.title) for item in found]


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


register_search_source("services", _("Petition services"), find_services)
