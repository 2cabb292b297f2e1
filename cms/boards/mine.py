"""The latest posts and comments of a member, on the member's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.addresses import board_url, shown_in
from cms.boards.models import BoardPage, Comment, Post, PostState
from cms.boards.seeing import title_for
from cms.core.dates import long_date
from cms.members.mine import Link, shown_to_member

MOST = 5


@shown_to_member(_("My posts"), order=100)
def posts(user: Any) -> Iterator[Link]:
    """With where they stand; of one that is gone, that it was there."""
    rows = Post.objects.filter(author=user).exclude(state=PostState.GONE).select_related("board")
    latest = list(rows.order_by("-posted_at")[:MOST])
    shown = _shown(row.board for row in latest)
    for row in latest:
        board = shown[row.board_id]
        yield Link(row.title or gettext("A post of yours"), f"{board_url(board)}{row.pk}/", _note(row, board.title))


@shown_to_member(_("My comments"), order=110)
def comments(user: Any) -> Iterator[Link]:
    """By the post that they stand below."""
    rows = Comment.objects.filter(author=user).exclude(state=PostState.GONE).select_related("post__board")
    latest = list(rows.order_by("-posted_at")[:MOST])
    shown = _shown(row.post.board for row in latest)
    for row in latest:
        board = shown[row.post.board_id]
        url = f"{board_url(board)}{row.post_id}/#comment-{row.pk}"
        title = title_for(row.post, user) or gettext("A comment of yours")
        yield Link(title, url, _note(row, board.title))


def _shown(boards: Iterable[BoardPage]) -> dict[int, BoardPage]:
    """Each as the member reads it."""
    return shown_in(boards, get_language() or settings.LANGUAGE_CODE)


def _note(row: Post | Comment, board: str) -> str:
    state = "" if row.state == PostState.PUBLIC else f" · {row.get_state_display()}"
    return f"{board} · {long_date(row.posted_at)}{state}"
