"""The list of posts at the desk: what waits, what is due first on top, with the working days that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.boards.desk.reach import posts_of
from cms.boards.handling import responsible, waiting
from cms.boards.models import BoardPage, OfferState, PetitionOffer, Post, PostState
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import working_days
from petitions import clock

PER_PAGE = 30
#: A board may hold a million posts: beyond so many it is not counted, and further back it is searched on the board.
MOST = 1000
WAITING, ASKED, UNANSWERED, ANSWERED = "waiting", "asked", "unanswered", "answered"
TABS = {
    WAITING: _("To be answered"),
    ASKED: _("Author asked about a petition"),
    UNANSWERED: _("Not answered, without a day"),
    ANSWERED: _("Answered posts"),
}


class _Counted(Paginator):
    """Counts so far and no further."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet[Post] = self.object_list  # type: ignore[assignment]
        return rows.order_by()[:MOST].count()


def boards_of(user: Any) -> QuerySet[BoardPage]:
    """Boards with posts that this person may open, or that are their department's."""
    theirs = posts_of(user).filter(board=OuterRef("pk"))
    return BoardPage.objects.filter(Exists(theirs)).order_by("path")


def rows_of(user: Any, tab: str, board: int | None = None) -> QuerySet[Post]:
    """The posts of one tab. What nobody sees at present is moderation's."""
    posts = posts_of(user).filter(state=PostState.PUBLIC, author_is_staff=False)
    if board is not None:
        posts = posts.filter(board=board)
    if tab == WAITING:
        return waiting().filter(pk__in=posts.values("pk"))
    if tab == ASKED:
        asked = PetitionOffer.objects.filter(post=OuterRef("pk"), state=OfferState.OPEN)
        return posts.filter(Exists(asked)).order_by("asked_to_be_case_at", "pk")
    if tab == ANSWERED:
        return posts.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    return posts.filter(answered_at=None, answer_due_on=None, case=None).order_by("-posted_at", "-pk")


def counts(user: Any) -> dict[str, int]:
    """How many stand in each tab, none beyond the most that is counted."""
    return {tab: rows_of(user, tab).order_by()[:MOST].count() for tab in TABS}


def page_of(rows: QuerySet[Post], number: str | None) -> PaginatorPage:
    """One page, each post with its department and the working days that are left."""
    page_obj = _Counted(_with_places(rows), PER_PAGE).get_page(number)
    _dress(page_obj)
    return page_obj


def first_of(rows: QuerySet[Post], most: int) -> list[Post]:
    """Those due first, dressed as on a page; one question where there is none."""
    posts = list(_with_places(rows)[:most])
    if posts:
        _dress(posts)
    return posts


def _with_places(rows: QuerySet[Post]) -> QuerySet[Post]:
    return rows.select_related("board__department", "department").only(
        "title", "language", "posted_at", "answered_at", "answer_due_on", "comment_count",
        "board__title", "board__url_path", "board__department", "department",
    )  # fmt: skip


def _dress(posts: Iterable[Any]) -> None:
    known, today = clock.calendar(), timezone.localdate()
    for post in posts:
        post.responsible = responsible(post)
        post.days = left(post.answer_due_on, today, known) if post.answered_at is None else None


def left(due_on: dt.date | None, today: dt.date, known: Calendar) -> int | None:
    """Working days until the last one, 0 on it, below 0 when it is over; None where no day is set."""
    if due_on is None:
        return None
    return working_days(today, due_on, known) if due_on >= today else -working_days(due_on, today, known)


def overdue(posts: Iterable[Post]) -> int:
    """How many of these are late."""
    today = timezone.localdate()
    return sum(1 for post in posts if post.answer_due_on and post.answer_due_on < today)
