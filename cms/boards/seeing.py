"""Whether what was written stands before its readers now: the one answer for pages about it, lists and archives."""

from __future__ import annotations

from typing import Any

from cms.boards.models import Comment, Post, PostState
from cms.boards.people import may_read
from cms.boards.services.rules import is_over


def is_shown(row: Post | Comment) -> bool:
    """To those who read the board. A comment goes out of sight with its post."""
    post = row if isinstance(row, Post) else row.post
    return row.state == PostState.PUBLIC and post.state == PostState.PUBLIC and not is_over(post)


def title_for(post: Post, user: Any) -> str:
    """The title of a post for somebody who wrote below it: '' where they would not read it any more themselves."""
    return post.title if post.author_id == user.pk or (is_shown(post) and may_read(post.board, user)) else ""
