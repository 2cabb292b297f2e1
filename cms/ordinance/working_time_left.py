"""Working time between two moments, and how much of it is left until a petition is due.

법 제19조제1항: 1일은 8시간의 근무시간을 기준으로 한다; what counts as working time is the municipality's calendar.
Every count walks from day to day once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from cms.ordinance.calendar import Calendar
from cms.ordinance.counting import DAY, DAY_SECONDS, NO_PAUSES, Pauses
from cms.ordinance.deadlines import Deadline
from cms.ordinance.periods import Pause
from cms.ordinance.verdict import FactsError
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

#: Due within so many working days is soon.
SOON_DAYS = 2

_MIDNIGHT = datetime.time()


class Left(NamedTuple):
    """How much is left, or, below zero, by how much it is over.

    ``seconds`` of working time up to the due time, or up to the end of the due day. ``days``: working
    days after today up to and with the due day; 0 is today. ``over``: whether the period has expired.
    """

    seconds: int
    days: int
    over: bool


class Urgency(Worded):
    """How urgent a case is, the most urgent first."""

    OVER = "over", gettext_noop("overdue")  # 기한 지남
    TODAY = "today", gettext_noop("due today")  # 오늘 마감
    SOON = "soon", gettext_noop("nearly due")  # 기한 임박
    LATER = "later", gettext_noop("due later")  # 여유 있음


def due(on: datetime.date, at: datetime.datetime | None = None) -> Deadline:
    """A deadline as a row keeps it, without the days of its count."""
    return Deadline(on, at, (), ())


def left(deadline: Deadline, now: datetime.datetime, calendar: Calendar) -> Left:
    """The working time left at ``now``. Raises FactsError for a time without a zone and for unknown holidays."""
    local = calendar.local(now)
    end = _end(deadline, calendar)
    over = deadline.is_over(local, calendar)
    seconds = -working_seconds(end, local, calendar) if end < local else working_seconds(local, end, calendar)
    today = local.date()
    if deadline.on < today:
        return Left(seconds, -working_days(deadline.on, today, calendar), over)
    return Left(seconds, working_days(today, deadline.on, calendar), over)


def urgency(time_left: Left) -> Urgency:
    """Over, due today, due within two working days, or later."""
    if time_left.over:
        return Urgency.OVER
    if time_left.days == 0:
        return Urgency.TODAY
    return Urgency.SOON if time_left.days <= SOON_DAYS else Urgency.LATER


def working_days(after: datetime.date, until: datetime.date, calendar: Calendar) -> int:
    """How many working days lie after a day, up to and with another."""
    calendar.require_known(after, until)
    return sum(1 for number in range(1, (until - after).days + 1) if calendar.is_working_day(after + number * DAY))


def working_seconds(
    start: datetime.datetime, end: datetime.datetime, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> int:
    """The seconds of working time from ``start`` up to ``end``, without pauses. Raises FactsError where it ends first.

    A fraction of a second is left out at either end.
    """
    first, last = calendar.local(start), calendar.local(end)
    if last < first:
        raise FactsError(
            [_("A time cannot end (%(end)s) before it starts (%(start)s).", start=_iso(first), end=_iso(last))]
        )
    calendar.require_known(first.date(), last.date())
    stops = tuple(pauses)
    without = Pauses.of(stops, calendar) if stops else NO_PAUSES
    full = sum(closes - opens for opens, closes in calendar.spans)
    total = 0
    day = first.date()
    while day <= last.date():
        if not calendar.why_closed(day):
            since = _second(first) if day == first.date() else 0
            until = _second(last) if day == last.date() else DAY_SECONDS
            whole = until - since == DAY_SECONDS and not without.touch(day)
            total += full if whole else _of_day(day, since, until, calendar, without)
        day += DAY
    return total


def _of_day(day: datetime.date, since: int, until: int, calendar: Calendar, pauses: Pauses) -> int:
    """The working seconds of a working day from and up to a second of it."""
    spans = [(max(opens, since), min(closes, until)) for opens, closes in calendar.spans]
    counted = pauses.leave_of(day, [span for span in spans if span[0] < span[1]])
    return sum(closes - opens for opens, closes in counted)


def _end(deadline: Deadline, calendar: Calendar) -> datetime.datetime:
    """The due time, or the midnight with which the due day ends (민법 제159조)."""
    if deadline.at is not None:
        return calendar.local(deadline.at)
    return datetime.datetime.combine(deadline.on + DAY, _MIDNIGHT, calendar.zone)


def _second(moment: datetime.datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _iso(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="minutes")
