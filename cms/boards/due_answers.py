"""By when a department answers, and that it hears of it in the day's one message when the day is over.

The days are the board's own promise (:attr:`BoardPage.answer_days`), counted as the window counts: working days, from
the day after that of the post.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext, ngettext_lazy

from cms.boards.changes import post_changed
from cms.boards.handling import responsible, waiting
from cms.boards.mailing import due, send_due
from cms.boards.models import BoardPage, Post, PostState
from cms.departments.models import Department, Membership
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import working_days
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.voices import Line, Part, told_in_digest
from petitions import clock
from tenants.addresses import desk_address
from tenants.due import Condition, due_act, there_are

#: Working days after the last day between two tellings, and after which the head hears, too.
WEEK = 5
_DAY = dt.timedelta(days=1)


def answer_due_on(board: BoardPage, posted_at: dt.datetime) -> dt.date | None:
    """The last day for an answer; None where the board promises none."""
    if board.answer_days is None:
        return None
    known = clock.calendar(posted_at)
    day, left = known.local(posted_at).date(), board.answer_days
    while left:
        day += _DAY
        left -= known.is_working_day(day)
    return day


@receiver(post_changed, dispatch_uid="boards.answers.due")
def begin(sender: object, post: Post, **kwargs: Any) -> None:
    """The days begin when everybody sees the post: with it, or with the look that it was held for."""
    if post.state != PostState.PUBLIC or post.answer_due_on or post.answered_at or post.author_is_staff:
        return
    since = timezone.now() if post.last_act else post.posted_at
    if due_on := answer_due_on(post.board, since):
        post.answer_due_on = due_on
        Post.objects.filter(pk=post.pk).update(answer_due_on=due_on)


@dataclass(frozen=True)
class Unanswered:
    """A post that waits, its board, and who hears of it."""

    pk: int
    board: str
    due_on: dt.date
    staff: tuple[int, ...]
    head: int | None


@told_in_digest
class UnansweredPosts:
    """Told on the last day, on the first working day after it, and then every week until somebody answers."""

    kind = "posts on boards"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Unanswered]:
        """Three queries, however many posts. A new day for the answer would be a new round."""
        rows = waiting().filter(answer_due_on__lte=day).select_related("board__department", "department")
        rows = rows.only("answer_due_on", "board__title", "board__department", "department")
        found = {f"{post.pk} {post.answer_due_on:%Y-%m-%d}": post for post in rows}
        wanted = {key: post for key, post in found.items() if keys is None or key in keys}
        return _with_staff(wanted)

    def last_day(self, matter: Unanswered) -> dt.date:
        """By which it was to be answered."""
        return matter.due_on

    def steps(self, matter: Unanswered, day: dt.date, known: Calendar) -> Iterable[int]:
        """Of those that it has reached the last alone."""
        late = working_days(matter.due_on, day, known)
        return [0 if late <= 0 else 1 + (late - 1) // WEEK]

    def hearers(self, matter: Unanswered, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """The department's staff; its head from the second week on; homepage management where nobody can be reached."""
        left_out = {*without, *people.refused}
        turns = [("theirs", matter.staff)]
        if matter.head and step > 1:
            turns.append(("head", (matter.head,)))
        found: dict[int, str] = {}
        for audience, persons in turns:
            for person in _reached(persons, people, left_out):
                found.setdefault(person, audience)
        for instead in ((matter.head,) if matter.head else (), people.management):
            found = found or dict.fromkeys(_reached(instead, people, left_out), FALLBACK)
        return found

    def part(self, lines: list[Line]) -> Part:
        """Board and day, with a link to the desk; neither title nor author."""
        headline = ngettext("%(count)d post waits for an answer", "%(count)d posts wait for an answer", len(lines)) % {
            "count": len(lines)
        }
        said: list[dict[str, Any]] = [
            {
                "board": line.matter.board,
                "due_on": line.matter.due_on,
                "late": line.late,
                "in_place": line.in_place,
                "url": f"{desk_address()}{reverse('board_post_desk', args=[line.matter.pk])}",
            }
            for line in lines
        ]
        return Part(headline, "boards/desk/digest.txt", "boards/desk/digest.html", said)


def _with_staff(posts: Mapping[str, Post]) -> dict[str, Unanswered]:
    departments: dict[str, Department] = {key: responsible(post) for key, post in posts.items()}
    staff: dict[int, list[int]] = defaultdict(list)
    rows = Membership.objects.filter(department__in={each.pk for each in departments.values()}).order_by("pk")
    for department, person in rows.values_list("department_id", "user_id"):
        staff[department].append(person)
    return {
        key: Unanswered(
            post.pk, post.board.title, post.answer_due_on, tuple(staff[departments[key].pk]), departments[key].head_id
        )
        for key, post in posts.items()
        if post.answer_due_on is not None
    }


def _reached(persons: Iterable[int], people: People, left_out: Collection[int]) -> list[int]:
    return [person for person in persons if person in people.addresses and person not in left_out]


def _mail_waits(now: dt.datetime) -> Condition:
    return there_are(due(now))


@due_act(
    gettext_noop("posts on boards: mail to their authors"),
    order=861,
    patient=True,
    when=_mail_waits,
    says={
        "sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count"),
        "later": ngettext_lazy("%(count)s message to be tried again", "%(count)s messages to be tried again", "count"),
        "undeliverable": ngettext_lazy("%(count)s message undeliverable", "%(count)s messages undeliverable", "count"),
    },
)
def mail() -> dict[str, int]:
    """Answers, and questions whether a post may become a petition."""
    return send_due()
