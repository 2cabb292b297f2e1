"""The latest posts and comments of a member, on the member's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.boards.addresses import comment_url, post_url
from cms.boards.models import Comment, Post, PostState
from cms.boards.seeing import title_for
from cms.core.dates import long_date
from cms.members.mine import Link, shown_to_member

MOST = 5


@shown_to_member(_("My posts"), order=100)
def posts(user: Any) -> Iterator[Link]:
    """With where they stand; of one that is gone, that it was there."""
    rows = Post.objects.filter(author=user).exclude(state=PostState.GONE).select_related("board")
    for row in rows.order_by("-posted_at")[:MOST]:
        yield Link(row.title or gettext("A post of yours"), post_url(row), _note(row, row.board.title))


@shown_to_member(_("My comments"), order=110)
def comments(user: Any) -> Iterator[Link]:
    """By the post that they stand below."""
    rows = Comment.objects.filter(author=user).exclude(state=PostState.GONE).select_related("post__board")
    for row in rows.order_by("-posted_at")[:MOST]:
        title = title_for(row.post, user) or gettext("A comment of yours")
        yield Link(title, comment_url(row), _note(row, row.post.board.title))


def _note(row: Post | Comment, board: str) -> str:
    state = "" if row.state == PostState.PUBLIC else f" · {row.get_state_display()}"
    return f"{board} · {long_date(row.posted_at)}{state}"
