"""RSS of a board that everybody reads: the titles of the latest posts.

No line of a text goes out: what a feed reader has fetched cannot be taken back from it, and a removed post is to leave
nothing behind. Whoever asks again gets the present list: it is kept nowhere without being asked for anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed

from cms.boards.models import Names, Post, Who
from cms.boards.reading import public_posts
from cms.core.typed import visible

if TYPE_CHECKING:
    from cms.boards.models import BoardPage

ITEMS = 20


class BoardFeed(Feed):
    """The latest posts; the board's page hands itself over. Made for each request: the language is the board's."""

    feed_type = Rss201rev2Feed

    def __init__(self, language: str) -> None:
        self.language = language

    def get_object(self, request: HttpRequest, page: BoardPage) -> BoardPage:
        page.request = request
        return page

    def title(self, page: BoardPage) -> str:
        return visible(page.title)

    def link(self, page: BoardPage) -> str:
        return page.get_full_url(page.request)

    def feed_url(self, page: BoardPage) -> str:
        return page.get_full_url(page.request) + "rss/"

    def description(self, page: BoardPage) -> str:
        """Without the controls that come along from word processors: no XML may hold them."""
        return visible(page.purpose)

    def items(self, page: BoardPage) -> list[Post]:
        posts = list(public_posts(page).order_by("-posted_at", "-pk")[:ITEMS])
        here = page.get_full_url(page.request)
        for post in posts:
            post.address = f"{here}{post.pk}/"
            post.shown_name = post.author_name if page.names == Names.NICKNAME else None
        return posts

    def item_title(self, post: Post) -> str:
        return visible(post.title)

    def item_description(self, post: Post) -> str:
        return ""

    def item_link(self, post: Post) -> str:
        return post.address

    def item_guid(self, post: Post) -> str:
        return post.address

    def item_author_name(self, post: Post) -> str | None:
        """A nickname; a real name is read on the page alone, where it goes with its author."""
        return post.shown_name

    def item_pubdate(self, post: Post) -> dt.datetime:
        return post.posted_at


def board_feed(request: HttpRequest, page: BoardPage) -> HttpResponseBase:
    """The feed; 304 where the reader has it as it is. Raises Http404 for a board that not everybody reads."""
    if page.readers != Who.EVERYBODY:
        raise Http404
    response = BoardFeed(page.locale.language_code)(request, page=page)
    del response["Last-Modified"]  # a removal makes the newest post older, and the feed newer
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
