"""Notices and events as rows: a list found by word and in pages, the latest of several lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import F, Q, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

if TYPE_CHECKING:
    from cms.news.models import EventPage, NoticeListPage, NoticePage

PER_PAGE = 15
NEW_DAYS = 3


@dataclass(frozen=True)
class NoticeListing:
    """What was asked for, how many there are, and the rows of this page."""

    query: str
    page_obj: PaginatorPage
    rows: list[dict[str, Any]]

    @classmethod
    def of(cls, page: NoticeListPage, request: HttpRequest) -> NoticeListing:
        """Two queries: the count and the rows. Pinned notices stand on top of the first page."""
        query = request.GET.get("q", "").strip()
        notices = page.public_notices().select_related("department")
        for word in query.split():
            notices = notices.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        page_obj = Paginator(notices, PER_PAGE).get_page(request.GET.get("page"))
        return cls(query, page_obj, notice_rows(page_obj.object_list, request))

    @property
    def total(self) -> int:
        return self.page_obj.paginator.count


def latest_by_list(notices: Any, lists: list[Page], each: int = 5) -> dict[str, list[NoticePage]]:
    """The latest of these notices in each list, by the list's path. One query for all lists."""
    numbered = (
        notices.in_lists(lists)
        .newest_first()
        .annotate(
            list_path=Substr("path", 1, Length("path") - Page.steplen),
            place=Window(
                RowNumber(),
                partition_by=[F("list_path")],
                order_by=[F("pinned").desc(), F("published_on").desc(), F("pk").desc()],
            ),
        )
    )
    found: dict[str, list[NoticePage]] = {page.path: [] for page in lists}
    for notice in numbered.filter(place__lte=each):
        found[notice.list_path].append(notice)
    return found


def notice_rows(notices: Iterable[NoticePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Rows for the component ``notice_rows``."""
    since = timezone.localdate() - dt.timedelta(days=NEW_DAYS)
    rows = []
    for notice in notices:
        rows.append(
            {
                "title": notice.title,
                "url": notice.get_url(request),
                "date": notice.published_on,
                "pinned": notice.pinned,
                "is_new": notice.published_on >= since,
                "department": notice.department.local_name,
            }
        )
    return rows


def event_rows(events: Iterable[EventPage], request: HttpRequest) -> list[dict[str, Any]]:
    """Rows for the component ``event_rows``."""
    rows = []
    for event in events:
        url = event.get_url(request)
        rows.append(
            {"title": event.title, "url": url, "start": event.starts_at, "end": event.ends_at, "place": event.place}
        )
    return rows


def neighbours(notice: NoticePage) -> tuple[NoticePage | None, NoticePage | None]:
    """The next newer and the next older notice of the same list, whatever is pinned. One query."""
    siblings = type(notice).objects.sibling_of(notice, inclusive=False).public_now().defer_streamfields()
    day, key = notice.published_on, notice.pk
    newer = siblings.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=key)).order_by("published_on", "pk")
    older = siblings.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)).order_by("-published_on", "-pk")
    found = list(newer[:1].union(older[:1]))
    after = next((page for page in found if (page.published_on, page.pk) > (day, key)), None)
    before = next((page for page in found if (page.published_on, page.pk) < (day, key)), None)
    return after, before
