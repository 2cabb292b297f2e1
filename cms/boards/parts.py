"""What boards add to the search of the whole site and to the sitemap: posts that everybody may read, asked anew."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.boards.models import BoardPage, Post, PostState, Who
from cms.boards.searching import Query, excerpt, marked, results
from cms.core.visibility import readable
from cms.search.sources import register_addresses, register_search_source

#: The newest are enough for a search of the whole site and for search engines; the boards themselves show all.
MOST = 100


def find_posts(query: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Posts on the boards of the reader's language that hold all words, the newest first."""
    asked = Query.of(query)
    boards = {board.pk: board for board in _boards(get_language() or "ko")} if asked.words else {}
    if not boards:
        return []
    return [
        {
            "title": marked(post.title, asked),
            "url": f"{boards[post.board_id].get_url(request)}{post.pk}/",
            "path": boards[post.board_id].title,
            "excerpt": excerpt(post.body, asked),
            "department": "",
            "date": post.posted_at,
        }
        for post in results(_posts(boards), asked, MOST, boards=list(boards), before=None, after=None).rows
    ]


def addresses(request: HttpRequest) -> list[dict[str, str]]:
    """Of the newest posts the address of each."""
    boards = {board.pk: board for board in _boards(*request.tenant.languages)}
    rows = _posts(boards).order_by("-posted_at", "-pk").values_list("pk", "board_id")[:MOST]
    return [{boards[board].locale.language_code: f"{boards[board].get_full_url(request)}{pk}/"} for pk, board in rows]


def _boards(*languages: str) -> QuerySet[BoardPage]:
    """Boards that everybody reads."""
    boards = readable(BoardPage.objects.filter(readers=Who.EVERYBODY, locale__language_code__in=languages))
    return boards.defer_streamfields().select_related("locale")


def _posts(boards: dict[int, BoardPage]) -> QuerySet[Post]:
    rows = Post.objects.filter(board__in=list(boards), state=PostState.PUBLIC)
    rows = rows.filter(Q(public_until=None) | Q(public_until__gte=timezone.localdate()))
    return rows.only("board_id", "title", "body", "posted_at")


register_search_source("boards", _("Boards"), find_posts)
register_addresses("board posts", addresses)
