"""Where a board, a post and a comment stand, with and without the host: on the original, or in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from cms.boards.models import BoardPage, Comment, Post
from cms.core.visibility import readable
from cms.languages.upstream.locale_lookup import kept_locales


def shown_in(boards: Iterable[BoardPage], language: str) -> dict[int, BoardPage]:
    """Of each original the page that readers of a language find: its own where one is public, else the original.

    By the original's number. One query at most, none for the originals' own language.
    """
    found = {board.pk: board for board in boards}
    locale = kept_locales().get(language)
    keys = {board.translation_key: board.pk for board in found.values() if board.locale_id != locale}
    if locale is None or not keys:
        return found
    rows = readable(BoardPage.objects.filter(translation_key__in=list(keys), locale_id=locale))
    return found | {keys[page.translation_key]: page for page in rows.defer_streamfields()}


def board_in(board: BoardPage, language: str) -> BoardPage:
    """The same of one board."""
    return shown_in([board], language)[board.pk]


def board_url(board: BoardPage) -> str:
    """Without the host; '' where the board has no address (a draft, a site that is gone)."""
    return board.url or ""


def post_url(post: Post, language: str = "") -> str:
    """Without the host: on the original, or where readers of a language find it."""
    return f"{board_url(_shown(post, language))}{post.pk}/"


def post_address(post: Post, language: str = "") -> str:
    """With the host: on the original for registers, in the author's language for mails."""
    return f"{_shown(post, language).full_url or ''}{post.pk}/"


def comment_address(comment: Comment, language: str = "") -> str:
    """On the page of its post, with the host."""
    return f"{post_address(comment.post, language)}#comment-{comment.pk}"


def _shown(post: Post, language: str) -> BoardPage:
    return board_in(post.board, language) if language else post.board
