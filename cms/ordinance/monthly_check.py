"""The monthly check of petitions (민원 처리상황의 확인ㆍ점검), dunning letters (독촉장) and progress notices.

영 제28조제2항: what is overdue is dunned, and how petitions are dealt with is checked every month. 영 제23조:
the petitioner is told how far things are when thirty days have passed, and every thirty days after.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.citation import Article
from cms.ordinance.counting import DAY
from cms.ordinance.deadlines import Deadline
from cms.ordinance.laws import PETITION_DECREE
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

CHECK = Article(PETITION_DECREE, 28, 2)
PROGRESS = Article(PETITION_DECREE, 23)


@dataclass(frozen=True, slots=True)
class Checked:
    """A petition as the check sees it.

    ``is_paused``: its clock stands still now. ``dunned_on``: the day of the last dunning letter.
    """

    reference: str
    due: Deadline
    closed_at: datetime.datetime | None = None
    is_paused: bool = False
    dunned_on: datetime.date | None = None


def may_dun(case: Checked, now: datetime.datetime, calendar: Calendar) -> Verdict:
    """Whether a dunning letter goes out now.

    The first as soon as the period has expired; again not before the next monthly check
    (:func:`next_check`). A letter from before the due date was about an earlier one, as when holidays
    were added since. Raises FactsError for a time without a zone, a letter from the future, and unknown
    holidays.
    """
    today = calendar.local(now).date()
    reasons: list[Reason] = []
    if case.closed_at is not None:
        reasons.append(_("The petition is closed.", CHECK))
    if case.is_paused:
        reasons.append(_("The time is not counted at the moment.", CHECK))
    if not case.due.is_over(now, calendar):
        reasons.append(_("The petition is not overdue: it is due on %(due)s.", CHECK, due=case.due.iso))
    if case.dunned_on is not None:
        if case.dunned_on > today:
            raise FactsError([_("A letter cannot be from the future (%(day)s).", day=case.dunned_on.isoformat())])
        again = next_check(case.dunned_on, calendar)
        if _is_dunned(case) and today < again:
            reasons.append(_("It has been dunned; the next letter is for %(day)s.", CHECK, day=again.isoformat()))
    return judged(reasons, CHECK)


def next_check(after: datetime.date, calendar: Calendar) -> datetime.date:
    """The day of the first monthly check after a day: the first working day of the next month."""
    first = (after.replace(day=1) + 31 * DAY).replace(day=1)
    calendar.require_known(after, first)
    return calendar.next_working_day(first)


def is_check_due(last: datetime.date | None, now: datetime.datetime, calendar: Calendar) -> bool:
    """Whether the monthly check is to be made: never made yet, or not since the first working day of this month."""
    return last is None or calendar.local(now).date() >= next_check(last, calendar)


def progress_due(
    received: datetime.datetime,
    sent: Collection[datetime.date],
    now: datetime.datetime,
    calendar: Calendar,
    closed_at: datetime.datetime | None = None,
) -> tuple[datetime.date, ...]:
    """The days by which the petitioner should have been told how far things are, and has not been.

    영 제23조: 민원이 접수된 날부터 30일이 지났으나 처리가 완료되지 아니한 경우. ``sent``: the days of the notices.
    One sent after so many times thirty days meets every duty up to then; one that was sent before, on
    request, does not. A petition that is closed needs no more.
    """
    if closed_at is not None:
        return ()
    due = statutory.progress_notices(received, now, calendar)
    last = max(sent, default=datetime.date.min)
    first = calendar.local(received).date()
    passed = (first + number * statutory.PROGRESS_DAYS * DAY for number in range(1, len(due) + 1))
    return tuple(day for day, since in zip(due, passed, strict=True) if last < since)


def _is_dunned(case: Checked) -> bool:
    return case.dunned_on is not None and case.dunned_on >= case.due.on
