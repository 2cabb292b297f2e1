"""The way from the home page to a page: for the breadcrumb and for machines."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from cms.core.way import KnowsItsWay


@dataclass(frozen=True)
class Stop:
    """One page on the way."""

    title: str
    url: str


def page_trail(page: Page | None, request: HttpRequest | None) -> list[Stop]:
    """The live pages from the home page to this one; kept for the request, since header and body both ask."""
    if page is None or not getattr(page, "path", ""):
        return []
    kept = getattr(request, "_page_trail", None)
    if kept and kept[0] == page.path:
        return kept[1]
    way = page.way[:-1] if isinstance(page, KnowsItsWay) else Page.objects.ancestor_of(page).order_by("depth")
    trail = [
        *(Stop(above.title, above.get_url(request) or "") for above in way if above.live and not above.is_root()),
        Stop(page.title, page.get_url(request) or ""),
    ]
    if request is not None:
        request._page_trail = (page.path, trail)
    return trail
