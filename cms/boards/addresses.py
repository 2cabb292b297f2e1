"""Where a post and a comment stand, with and without the host."""

from __future__ import annotations

from cms.boards.models import BoardPage, Comment, Post


def board_url(board: BoardPage) -> str:
    """Without the host; '' where the board has no address (a draft, a site that is gone)."""
    return board.url or ""


def post_url(post: Post) -> str:
    """Without the host."""
    return f"{board_url(post.board)}{post.pk}/"


def post_address(post: Post) -> str:
    """With the host: for registers, mails and feeds."""
    return f"{post.board.full_url or ''}{post.pk}/"


def comment_url(comment: Comment) -> str:
    """On the page of its post."""
    return f"{post_url(comment.post)}#comment-{comment.pk}"


def comment_address(comment: Comment) -> str:
    """The same with the host."""
    return f"{post_address(comment.post)}#comment-{comment.pk}"
