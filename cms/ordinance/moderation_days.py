"""The days of moderation: when to decide, until when to object, how long hiding and evidence copies last.

No ordinance sets them: they are the municipality's settings, counted as the law counts. Working days of a decision as
those of a petition (민원 처리에 관한 법률 제19조제2항), the days to object and to hide as the Civil Act does: the first
day is left out (민법 제157조), a last day that is not worked is carried over (제161조) where it is for somebody to act.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance import counting
from cms.ordinance.calendar import SEOUL, Calendar
from cms.ordinance.citation import Article
from cms.ordinance.laws import PRIVACY_ACT
from cms.ordinance.periods import Unit
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
LONGEST_YEARS = 30
ERASURE = Article(PRIVACY_ACT, 21, 1)


def decide_by(opened_at: datetime.datetime, working_days: int, calendar: Calendar) -> datetime.date:
    """The last of so many working days to decide on a report or an objection, the day of its arrival counted.

    Raises FactsError for a time without a zone, for less than a day, and where holidays are not known.
    """
    _at_least_one(working_days)
    first = calendar.local(opened_at).date()
    last, _rows = counting.days(first, working_days, calendar, counting.NO_PAUSES)
    calendar.require_known(first, last)
    return last


def last_day_to_object(removed_at: datetime.datetime, days: int, calendar: Calendar) -> datetime.date:
    """The last day on which an objection is received. Raises FactsError as :func:`decide_by` does."""
    _at_least_one(days)
    first = calendar.local(removed_at).date() + DAY
    last, _rows = counting.calendar_days(first, days, calendar, counting.NO_PAUSES)
    calendar.require_known(first, last)
    return last


def hidden_until(hidden_at: datetime.datetime, days: int) -> datetime.date:
    """The last day on which a post is hidden: not carried over, for nobody has to act. Raises FactsError."""
    _at_least_one(days)
    return _local(hidden_at) + days * DAY


def hidden_days(hidden_on: datetime.date, shown_on: datetime.date) -> int:
    """The days that a hiding took of those that may be used: one at least, the first day left out."""
    return max(1, (shown_on - hidden_on).days)


def evidence_kept_until(saved_at: datetime.datetime, years: int) -> datetime.date:
    """The last day on which the copy is kept at least. Raises FactsError for no years, or more than thirty."""
    if not 1 <= years <= LONGEST_YEARS:
        raise FactsError(
            [_("A copy is kept from 1 to %(most)s years, not %(years)s.", most=LONGEST_YEARS, years=years)]
        )
    return counting.last_by_calendar(_local(saved_at) + DAY, years, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class Copy:
    """An evidence copy, as its erasure looks at it. ``objection_until``: the last day to object to the removal."""

    keep_until: datetime.date
    matter_open: bool = False
    objection_pending: bool = False
    objection_until: datetime.date | None = None


def may_erase_copy(copy: Copy, today: datetime.date) -> Verdict:
    """Whether an evidence copy goes: its years are over, and nothing may still be restored from it."""
    reasons: list[Reason] = []
    last = max(copy.keep_until, copy.objection_until or copy.keep_until)
    if today <= last:
        reasons.append(_("The copy is kept until the end of %(day)s.", ERASURE, day=last.isoformat()))
    if copy.matter_open or copy.objection_pending:
        reasons.append(_("The matter is not closed, or an objection is pending: the copy stays.", ERASURE))
    return judged(reasons, ERASURE)


def _local(moment: datetime.datetime) -> datetime.date:
    if moment.utcoffset() is None:
        raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat())])
    return moment.astimezone(SEOUL).date()


def _at_least_one(days: int) -> None:
    if days < 1:
        raise FactsError([_("A period has one day at least, not %(days)s.", days=days)])
