"""RSS of a notice list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from cms.core.remarks import remarks

if TYPE_CHECKING:
    from cms.news.models import NoticeListPage, NoticePage

ITEMS = 20


class NoticeFeed(Feed):
    """The latest notices within their posting period. The list page hands itself over."""

    feed_type = Rss201rev2Feed

    def get_object(self, request: HttpRequest, page: NoticeListPage) -> NoticeListPage:
        page.request = request
        return page

    def title(self, page: NoticeListPage) -> str:
        return page.title

    def link(self, page: NoticeListPage) -> str:
        return page.get_full_url(page.request)

    def feed_url(self, page: NoticeListPage) -> str:
        return page.get_full_url(page.request) + "rss/"

    def description(self, page: NoticeListPage) -> str:
        return page.description or page.title

    def items(self, page: NoticeListPage) -> list[NoticePage]:
        notices = list(page.public_notices().select_related("department").order_by("-published_on", "-pk")[:ITEMS])
        said = remarks([notice.pk for notice in notices])
        for notice in notices:
            notice.request, notice.remarks = page.request, said.get(notice.pk, [])
        return notices

    def item_title(self, notice: NoticePage) -> str:
        return notice.title

    def item_description(self, notice: NoticePage) -> str:
        """What a reader has to know before the words comes before them."""
        return " ".join([*notice.remarks, notice.description])

    def item_link(self, notice: NoticePage) -> str:
        return notice.get_full_url(notice.request)

    def item_author_name(self, notice: NoticePage) -> str:
        return notice.department.local_name

    def item_pubdate(self, notice: NoticePage) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(notice.published_on, dt.time.min))

    def item_guid(self, notice: NoticePage) -> str:
        return notice.get_full_url(notice.request)


_feed = NoticeFeed()


def notice_feed(request: HttpRequest, page: NoticeListPage) -> HttpResponse:
    """The feed of a list; an empty list is an empty feed."""
    return _feed(request, page=page)
