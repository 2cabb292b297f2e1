"""What boards add to the search of the whole site and to the sitemap: posts that everybody may read, asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.boards.addresses import shown_in
from cms.boards.models import BoardPage, Post, PostState, Who
from cms.boards.searching import Query, excerpt, marked, results
from cms.boards.text import in_tongue
from cms.core.visibility import readable
from cms.languages.upstream.locale_lookup import kept_locales
from cms.search.sources import register_addresses, register_search_source

#: The newest are enough for a search of the whole site and for search engines; the boards themselves show all.
MOST = 100


def find_posts(query: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Posts that hold all words, the newest first, each where readers of this language find it.

    Of a board that has no page in it, the original is named as what it is: one in Korean.
    """
    asked = Query.of(query)
    boards = _boards() if asked.words else {}
    if not boards:
        return []
    shown = shown_in(boards.values(), get_language() or settings.LANGUAGE_CODE)
    return [
        {
            "title": in_tongue(post.title, post.language, marked(post.title, asked)),
            "url": f"{shown[post.board_id].get_url(request)}{post.pk}/",
            "path": shown[post.board_id].title,
            "excerpt": in_tongue(post.body, post.language, excerpt(post.body, asked)),
            "department": "",
            "date": post.posted_at,
        }
        for post in results(_posts(boards), asked, MOST, boards=list(boards), before=None, after=None).rows
    ]


def addresses(request: HttpRequest) -> list[dict[str, str]]:
    """Of the newest posts the address in each language in which the board has a page."""
    boards = _boards()
    pages = _pages_of(boards.values(), request) if boards else {}
    rows = _posts(boards).order_by("-posted_at", "-pk").values_list("pk", "board_id")[:MOST]
    return [{language: f"{url}{pk}/" for language, url in pages[board].items()} for pk, board in rows]


def _boards() -> dict[int, BoardPage]:
    """Boards that everybody reads, by their number; each once, in whatever languages it is shown."""
    own = kept_locales().get(settings.LANGUAGE_CODE)
    boards = readable(BoardPage.objects.filter(readers=Who.EVERYBODY, locale_id=own))
    return {board.pk: board for board in boards.defer_streamfields()}


def _pages_of(boards: Iterable[BoardPage], request: HttpRequest) -> dict[int, dict[str, str]]:
    """Of each board its address by language. One query."""
    known = {board.translation_key: board.pk for board in boards}
    pages = readable(
        BoardPage.objects.filter(translation_key__in=list(known), locale__language_code__in=request.tenant.languages)
    )
    found: dict[int, dict[str, str]] = {number: {} for number in known.values()}
    for page in pages.defer_streamfields().select_related("locale"):
        found[known[page.translation_key]][page.locale.language_code] = page.get_full_url(request) or ""
    return found


def _posts(boards: dict[int, BoardPage]) -> QuerySet[Post]:
    rows = Post.objects.filter(board__in=list(boards), state=PostState.PUBLIC)
    rows = rows.filter(Q(public_until=None) | Q(public_until__gte=timezone.localdate()))
    return rows.only("board_id", "title", "body", "language", "posted_at")


register_search_source("boards", _("Boards"), find_posts)
register_addresses("board posts", addresses)
