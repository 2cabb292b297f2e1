"""What the front page gathers from the rooms below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cms.core.models import SiteAppearance
from cms.core.renditions import HERO, rendition_url
from cms.core.visibility import readable
from cms.news.listing import event_rows, latest_by_list, notice_rows
from cms.news.models import EventCalendarPage, NoticeListPage, NoticePage

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
    calendar: EventCalendarPage | None
    events: list[dict[str, Any]]
    news_list: NoticeListPage | None
    news: list[dict[str, Any]]
    banners: list[dict[str, str]]

    @classmethod
    def of(cls, page: HomePage, request: HttpRequest) -> Front:
        """Gather everything. Queries: the pages that tiles and tabs name, the notices, the calendar, its events."""
        lists = [child.value for child in page.notice_lists if child.value and child.value.live]
        news_list = page.news_list if page.news_list and page.news_list.live else None
        latest = latest_by_list(
            NoticePage.objects.public_now().select_related("department"), _with(lists, news_list), ROWS
        )
        calendar = _calendar(page)
        return cls(
            search_url=reverse("search"),
            artwork=_artwork(request),
            popular=_popular(page),
            tiles=_tiles(page, request),
            tabs=[_tab(number, listed, latest[listed.path], request) for number, listed in enumerate(lists, 1)],
            calendar=calendar,
            events=event_rows(calendar.public_events().not_over()[:EVENTS], request) if calendar else [],
            news_list=news_list,
            news=notice_cards(latest[news_list.path][:NEWS], request) if news_list else [],
            banners=_banners(page),
        )


def notice_cards(notices: Iterable[NoticePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Cards for the component ``card``."""
    return [
        {"title": notice.title, "url": notice.get_url(request), "text": notice.summary, "date": notice.published_on}
        for notice in notices
    ]


def _calendar(page: HomePage) -> EventCalendarPage | None:
    """The calendar that was chosen, else the first of this language."""
    if page.calendar and page.calendar.live:
        return page.calendar
    return readable(EventCalendarPage.objects.descendant_of(page)).first()


def _with(lists: list[NoticeListPage], other: NoticeListPage | None) -> list[NoticeListPage]:
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


def _tiles(page: HomePage, request: HttpRequest) -> list[dict[str, str]]:
    tiles = [child.value for child in page.tiles]
    return [
        {"title": tile["title"], "url": tile["page"].get_url(request), "icon": tile["icon"]}
        for tile in tiles
        if tile["page"] and tile["page"].live
    ]


def _tab(number: int, listed: NoticeListPage, notices: list[NoticePage], request: HttpRequest) -> dict[str, Any]:
    return {
        "id": f"notices-{number}",
        "title": listed.title,
        "url": listed.get_url(request),
        "rows": notice_rows(notices, request),
    }


def _banners(page: HomePage) -> list[dict[str, str]]:
    return [
        {"title": value["title"], "url": value.href, "text": value.get("text", ""), "icon": value.get("icon", "")}
        for value in (child.value for child in page.banners)
        if value.href
    ]
