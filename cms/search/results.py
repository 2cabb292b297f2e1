"""Search over the whole site, shown in scopes with counts.

The seam for Korean: everything asks :func:`find`, which asks Wagtail's search backend
(``WAGTAILSEARCH_BACKENDS["default"]``). A backend that takes Korean words apart replaces that one setting.
Until then the beginnings of words are searched, so that 여권 finds 여권을 and 여권은.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.menu import home_page
from cms.core.remarks import remarks
from cms.news.models import EventPage, NoticePage
from cms.pages.directory import Directory, Entry
from cms.pages.selectors import public_pages, summary_of
from cms.search.sources import sources
from cms.search.words import for_query

PER_PAGE = 10
FIRST = 3  # of each other kind, before the pages
MAX_LENGTH = 100
SCOPES = {
    "all": _("All"),
    "pages": _("Guidance"),
    "notices": _("Notices"),
    "events": _("Events"),
    "departments": _("Departments"),
}


@dataclass(frozen=True)
class Tab:
    """A scope with how many it holds."""

    scope: str
    title: str
    count: int
    current: bool


@dataclass(frozen=True)
class Results:
    """What was asked for, the scopes with their counts, and the rows of this page."""

    query: str
    scope: str
    tabs: tuple[Tab, ...] = ()
    page_obj: PaginatorPage | None = None
    rows: tuple[dict[str, Any], ...] = ()
    departments: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> Results:
        """Read the request. An unknown scope is "all"; a query is cut at a hundred characters."""
        query = " ".join(request.GET.get("query", "").replace("\x00", "").split())[:MAX_LENGTH]
        asked = request.GET.get("scope", "all")
        scope = asked if asked in scopes() else "all"
        root = home_page(request)
        if not query or root is None:
            return cls(query, scope)
        return _search(query, scope, root, request)

    @property
    def total(self) -> int:
        """How many the present scope holds."""
        return next((tab.count for tab in self.tabs if tab.current), 0)


def scopes() -> dict[str, Any]:
    """Every scope with its title: what rooms above sign up stands behind the pages."""
    titles = dict(SCOPES)
    others = {source.scope: source.title for source in sources()}
    return {"all": titles.pop("all"), "pages": titles.pop("pages"), **others, **titles}


def find(query: str, pages: QuerySet[Page]) -> Any:
    """The pages that answer to a query, best first. The seam: see the module's docstring."""
    return pages.autocomplete(for_query(query), operator="and")


def searchable(root: Page) -> QuerySet[Page]:
    """Public pages below a home page, and it; notices only within their posting period.

    One condition on the key: Wagtail's search refuses others that its index does not know.
    """
    hidden = NoticePage.objects.descendant_of(root).exclude(pk__in=NoticePage.objects.posted().values("pk"))
    shown = public_pages(root, inclusive=True).exclude(pk__in=hidden.values("pk"))
    return Page.objects.filter(pk__in=shown.values("pk")).select_related("record__department")


def _search(query: str, scope: str, root: Page, request: HttpRequest) -> Results:
    every = searchable(root)
    scoped = {
        "pages": every.not_exact_type(NoticePage, EventPage),
        "notices": every.exact_type(NoticePage),
        "events": every.exact_type(EventPage),
    }
    counts = {name: find(query, pages).count() for name, pages in scoped.items()}
    departments = Directory.search(query).entries
    others = {source.scope: tuple(source.find(query, request)) for source in sources()}
    counts |= {name: len(found) for name, found in others.items()} | {"departments": len(departments)}
    counts["all"] = sum(counts.values())
    tabs = tuple(Tab(name, str(title), counts[name], name == scope) for name, title in scopes().items())
    if scope == "departments":
        return Results(query, scope, tabs, None, (), departments)
    if scope in others:
        page_obj = Paginator(others[scope], PER_PAGE).get_page(request.GET.get("page"))
        return Results(query, scope, tabs, page_obj, tuple(page_obj.object_list))
    page_obj = Paginator(find(query, scoped.get(scope, every)), PER_PAGE).get_page(request.GET.get("page"))
    rows = _rows(list(page_obj.object_list), root, request)
    if scope != "all" or page_obj.number > 1:
        return Results(query, scope, tabs, page_obj, rows)
    before = tuple(row for found in others.values() for row in found[:FIRST])
    return Results(query, scope, tabs, page_obj, (*before, *rows), departments[:FIRST])


def _rows(pages: list[Page], root: Page, request: HttpRequest) -> tuple[dict[str, Any], ...]:
    """Rows for the component ``search_result``; one query for the way to all of them."""
    titles, said = _ancestor_titles(pages, root), remarks([page.pk for page in pages])
    rows = []
    for page in pages:
        record = getattr(page, "record", None)
        rows.append(
            {
                "title": page.title,
                "url": page.get_url(request),
                "path": " › ".join(titles[path] for path in _ancestor_paths(page, root)),
                "excerpt": summary_of(page),
                "department": record.department.local_name if record else "",
                "date": page.last_published_at or page.first_published_at,
                "remarks": said.get(page.pk, ()),
            }
        )
    return tuple(rows)


def _ancestor_paths(page: Page, root: Page) -> list[str]:
    """The paths between the home page and a page, both left out."""
    steps = range(len(root.path) + Page.steplen, len(page.path), Page.steplen)
    return [page.path[:end] for end in steps]


def _ancestor_titles(pages: list[Page], root: Page) -> dict[str, str]:
    wanted = {path for page in pages for path in _ancestor_paths(page, root)}
    return dict(Page.objects.filter(path__in=wanted).values_list("path", "title"))
