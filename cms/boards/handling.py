"""What all acts of a department about a post share: who may, one at a time, a line of history, all reasons at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.boards.models import Handled, Post, PostEvent, PostState
from cms.departments.models import Department, Role
from cms.departments.reach import reach_of
from cms.moderation.services.who import Refused

NOTE_LENGTH = 500


class Overtaken(Refused):
    """Somebody else dealt with the post after it was shown."""

    def __init__(self) -> None:
        super().__init__([_("Somebody else has dealt with this post meanwhile. Please look at it again.")])


def responsible(post: Post) -> Department:
    """The department that the post was handed to, while it is open; else the board's own."""
    handed_to: Department | None = post.department
    return handed_to if handed_to is not None and handed_to.is_open else post.board.department


def of_departments(departments: Collection[int]) -> Q:
    """Posts for which these departments are responsible, as a condition."""
    left_to_board = Q(department=None) | Q(department__closed_on__isnull=False)
    return Q(department__in=departments, department__closed_on=None) | (
        Q(board__department__in=departments) & left_to_board
    )


def answers_for(user: Any, post: Post) -> bool:
    """Whether this person is staff of the department that answers."""
    return bool(user.is_active and responsible(post).pk in reach_of(user).departments)


def deals_with(user: Any, post: Post) -> bool:
    """Whether they may hand it on: staff of the department, and homepage management for every board."""
    return manages_boards(user) or answers_for(user, post)


def manages_boards(user: Any) -> bool:
    """Homepage management (홈페이지 관리부서) keeps all boards."""
    return bool(user.is_active and (user.is_superuser or Role.HOMEPAGE in reach_of(user).roles))


def waiting() -> QuerySet[Post]:
    """Posts that everybody sees and that wait for an answer by a day."""
    return Post.objects.filter(
        answered_at=None, case=None, answer_due_on__isnull=False, state=PostState.PUBLIC
    ).order_by("answer_due_on", "pk")


def last_line(post: Post) -> int:
    """The number of the last line of its history, 0 for none: what a screen says that it has seen."""
    return PostEvent.objects.filter(post=post).order_by("-pk").values_list("pk", flat=True).first() or 0


def locked(post: Post, seen: int | None) -> Post:
    """The post for this transaction alone.

    :param seen: :func:`last_line` as it was shown; None for those who see nothing.
    :raises Overtaken: where something happened meanwhile.
    """
    rows = Post.objects.select_for_update(of=("self",)).select_related("board__department", "department", "case")
    held: Post = rows.get(pk=post.pk)
    if seen is not None and last_line(held) != seen:
        raise Overtaken
    return held


def note(post: Post, act: Handled, by: Any = None, words: str = "") -> PostEvent:
    """A line of history, within the transaction of what it tells of."""
    return PostEvent.objects.create(
        post=post, act=act, by=by, by_name=by.get_full_name()[:150] if by else "", note=words[:NOTE_LENGTH]
    )


def not_at_hand(post: Post) -> Iterable[str]:
    """Why nothing is done about a post that nobody sees, or that is dealt with elsewhere."""
    if post.state != PostState.PUBLIC:
        yield _("The post is not public at present, so nothing can be said about it here.")
    if post.case_id is not None:
        yield _("The post was handed over as a petition; it is answered there.")


def require(reasons: Iterable[str]) -> None:
    """Raises Refused with all of them."""
    found = list(reasons)
    if found:
        raise Refused(found)
