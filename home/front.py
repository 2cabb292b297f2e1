"""What the front page gathers from the rooms below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.core.models import SiteAppearance
from cms.core.renditions import HERO, rendition_url
from cms.core.visibility import readable
from cms.news.listing import event_rows, latest_by_list, notice_rows
from cms.news.models import EventCalendarPage, EventPage, NoticePage

if TYPE_CHECKING:
    from home.models import HomePage

EVENTS = 5
NEWS = 4
ROWS = 5


@dataclass(frozen=True)
class Front:
    """Tiles, notices in tabs, events, news cards and banners, each possibly empty."""

    search_url: str
    artwork: str
    popular: list[dict[str, str]]
    tiles: list[dict[str, str]]
    tabs: list[dict[str, Any]]
    calendar: Page | None
    events: list[dict[str, Any]]
    news_list: Page | None
    news: list[dict[str, Any]]
    banners: list[dict[str, str]]

    @classmethod
    def of(cls, page: HomePage, request: HttpRequest) -> Front:
        """Gather everything in three queries: the pages that are named, the notices, the events."""
        named = _named_pages(page)
        lists = [named[key] for key in _raw(page.notice_lists) if key in named]
        news_list = named.get(page.news_list_id)
        latest = latest_by_list(
            NoticePage.objects.public_now().select_related("department"), _with(lists, news_list), ROWS
        )
        calendar = _calendar(page, named)
        return cls(
            search_url=reverse("search"),
            artwork=_artwork(request),
            popular=_popular(page),
            tiles=_tiles(page, named, request),
            tabs=[_tab(number, listed, latest[listed.path], request) for number, listed in enumerate(lists, 1)],
            calendar=calendar,
            events=_events(calendar, request) if calendar else [],
            news_list=news_list,
            news=notice_cards(latest[news_list.path][:NEWS], request) if news_list else [],
            banners=_banners(page, named, request),
        )


def notice_cards(notices: Iterable[NoticePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Cards for the component ``card``."""
    return [
        {"title": notice.title, "url": notice.get_url(request), "text": notice.summary, "date": notice.published_on}
        for notice in notices
    ]


def _calendar(page: HomePage, named: dict[int, Page]) -> Page | None:
    """The calendar that was chosen, else the first of this language."""
    if page.calendar_id in named:
        return named[page.calendar_id]
    return min((found for found in named.values() if found.is_calendar), key=lambda found: found.path, default=None)


def _events(calendar: Page, request: HttpRequest) -> list[dict[str, Any]]:
    return event_rows(EventPage.objects.public_in(calendar).not_over()[:EVENTS], request)


def _with(lists: list[Page], other: Page | None) -> list[Page]:
    """The lists and one more, each once."""
    return lists if other is None or other in lists else [*lists, other]


def _artwork(request: HttpRequest) -> str:
    """The still picture of the main visual that the municipality chose; made when it was uploaded, not here."""
    hero = SiteAppearance.for_request(request).hero
    return rendition_url(hero, HERO) if hero else ""


def _popular(page: HomePage) -> list[dict[str, str]]:
    action = reverse("search")
    return [
        {"title": child.value, "url": f"{action}?{urlencode({'query': child.value})}"} for child in page.popular_terms
    ]


def _raw(stream: Any) -> list[Any]:
    """The values of a stream as stored: asking them for their pages would be a query a stream."""
    return [child["value"] for child in stream.raw_data]


def _named_pages(page: HomePage) -> dict[int, Page]:
    """The live pages that tiles, tabs, news cards, schedule and banners lead to, and the calendars of this language.

    One query, so of each page only what all have; ``is_calendar`` marks those calendars.
    """
    keys = [value["page"] for value in (*_raw(page.tiles), *_raw(page.banners)) if value.get("page")]
    keys += [*filter(None, _raw(page.notice_lists)), page.news_list_id, page.calendar_id]
    calendar = Q(pk__in=readable(EventCalendarPage.objects.descendant_of(page)).order_by().values("pk"))
    pages = Page.objects.live().defer_streamfields().annotate(is_calendar=calendar)
    return {found.pk: found for found in pages.filter(Q(pk__in=filter(None, keys)) | calendar)}


def _tiles(page: HomePage, named: dict[int, Page], request: HttpRequest) -> list[dict[str, str]]:
    return [
        {"title": tile["title"], "url": named[tile["page"]].get_url(request), "icon": tile["icon"]}
        for tile in _raw(page.tiles)
        if tile["page"] in named
    ]


def _banners(page: HomePage, named: dict[int, Page], request: HttpRequest) -> list[dict[str, str]]:
    banners = []
    for value in _raw(page.banners):
        target = named.get(value.get("page"))
        url = target.get_url(request) if target else value.get("url")
        if url and bool(target) == bool(value.get("page")):
            banners.append(
                {"title": value["title"], "url": url, "text": value.get("text", ""), "icon": value.get("icon", "")}
            )
    return banners


def _tab(number: int, listed: Page, notices: list[NoticePage], request: HttpRequest) -> dict[str, Any]:
    return {
        "id": f"notices-{number}",
        "title": listed.title,
        "url": listed.get_url(request),
        "rows": notice_rows(notices, request),
    }
