"""Counting from a start to the last moment of a period, and a row for every day on the way.

The rows are the count itself, not a story told afterwards: what an officer reads is what was done.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable
from typing import NamedTuple

from cms.ordinance.calendar import Calendar, SpanOfSeconds
from cms.ordinance.periods import Pause, Unit
from cms.ordinance.words import Worded, gettext_noop

DAY = datetime.timedelta(1)
DAY_SECONDS = 86_400


class DayKind(Worded):
    """What became of a day."""

    COUNTED = "counted", gettext_noop("counted")
    CLOSED = (
        "closed",
        gettext_noop("Saturday, Sunday or public holiday"),
    )  # ``name`` says which
    PAUSED = "paused", gettext_noop("not counted, the clock stood still")
    FIRST_DAY = "first_day", gettext_noop("first day, left out")  # left out where the Civil Act counts (초일 불산입)
    CARRIED = (
        "carried",
        gettext_noop("last day, carried over"),
    )  # as the last day was not worked
    TOO_LATE = (
        "too_late",
        gettext_noop("received after working hours"),
    )  # on a working day


class Day(NamedTuple):
    """One day of a count.

    ``amount`` is what the day adds, ``total`` what has been counted by its end: days, or seconds
    where hours are counted; ``spans`` are the seconds of the day that were counted.
    """

    date: datetime.date
    kind: DayKind
    name: str
    amount: int
    total: int
    spans: tuple[SpanOfSeconds, ...] = ()


class Pauses:
    """Pauses put together: none overlaps or touches another, so that splitting changes nothing."""

    __slots__ = ("_days", "_spans")

    def __init__(self, spans: Iterable[SpanOfSeconds] = ()) -> None:
        """``spans``: from second to second, counted from the first day of the calendar."""
        self._spans: list[SpanOfSeconds] = []
        self._days: set[int] = set()
        for start, end in sorted(spans):
            self._days.update(range(start // DAY_SECONDS, max(start, end - 1) // DAY_SECONDS + 1))
            if self._spans and start <= self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))

    @classmethod
    def of(cls, pauses: Iterable[Pause], calendar: Calendar) -> Pauses:
        return cls((_instant(calendar, pause.start), _instant(calendar, pause.end)) for pause in pauses)

    def touch(self, day: datetime.date) -> bool:
        """Whether the day is one of those that are not counted."""
        return bool(self._days) and day.toordinal() in self._days

    def leave_of(self, day: datetime.date, spans: Iterable[SpanOfSeconds]) -> list[SpanOfSeconds]:
        """What pauses leave of some seconds of a day."""
        left = list(spans)
        if not self.touch(day):
            return left
        midnight = day.toordinal() * DAY_SECONDS
        for start, end in self._spans:
            left = [part for span in left for part in _without(span, (start - midnight, end - midnight))]
        return left


NO_PAUSES = Pauses()


def _instant(calendar: Calendar, moment: datetime.datetime) -> int:
    local = calendar.local(moment)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() * DAY_SECONDS + seconds


def _without(span: SpanOfSeconds, hole: SpanOfSeconds) -> Iterable[SpanOfSeconds]:
    before, after = (span[0], min(span[1], hole[0])), (max(span[0], hole[1]), span[1])
    return [part for part in (before, after) if part[0] < part[1]]


def hours(
    start: datetime.datetime, amount: int, calendar: Calendar, pauses: Pauses
) -> tuple[datetime.datetime, tuple[Day, ...]]:
    """The moment at which so many working hours are over, counted from a local time.

    법 제19조제1항: 민원의 접수시각부터 “시간” 단위로 계산하되, 공휴일과 토요일은 산입하지 아니한다.
    """
    wanted = amount * 3600
    counted = 0
    since = start.hour * 3600 + start.minute * 60 + start.second
    day = start.date()
    rows: list[Day] = []
    while True:
        if closed := calendar.why_closed(day):
            rows.append(Day(day, DayKind.CLOSED, closed, 0, counted))
        else:
            open_spans = [(max(since, opens), closes) for opens, closes in calendar.spans if closes > since]
            spans = _first(pauses.leave_of(day, open_spans), wanted - counted)
            added = sum(end - begin for begin, end in spans)
            counted += added
            rows.append(Day(day, _kind_in_hours(open_spans, spans), "", added, counted, tuple(spans)))
            if counted == wanted:
                return _at(day, spans[-1][1], calendar), tuple(rows)
        day += DAY
        since = 0


def _first(spans: list[SpanOfSeconds], wanted: int) -> list[SpanOfSeconds]:
    """The first seconds of some spans, no more than wanted."""
    taken = []
    for begin, end in spans:
        if wanted > 0:
            taken.append((begin, min(end, begin + wanted)))
            wanted -= end - begin
    return taken


def _kind_in_hours(open_spans: list[SpanOfSeconds], counted: list[SpanOfSeconds]) -> DayKind:
    if counted:
        return DayKind.COUNTED
    return DayKind.PAUSED if open_spans else DayKind.TOO_LATE


def _at(day: datetime.date, second: int, calendar: Calendar) -> datetime.datetime:
    time = datetime.time(second // 3600, second // 60 % 60, second % 60)
    return datetime.datetime.combine(day, time, calendar.zone)


def days(
    first: datetime.date, amount: int, calendar: Calendar, pauses: Pauses
) -> tuple[datetime.date, tuple[Day, ...]]:
    """The last of so many working days, the first included.

    법 제19조제2항: “일” 단위로 계산하고 첫날을 산입하되, 공휴일과 토요일은 산입하지 아니한다.
    """
    counted = 0
    day = first
    rows: list[Day] = []
    while True:
        if closed := calendar.why_closed(day):
            rows.append(Day(day, DayKind.CLOSED, closed, 0, counted))
        elif pauses.touch(day):
            rows.append(Day(day, DayKind.PAUSED, "", 0, counted))
        else:
            counted += 1
            rows.append(Day(day, DayKind.COUNTED, "", 1, counted))
            if counted == amount:
                return day, tuple(rows)
        day += DAY


def last_by_calendar(first: datetime.date, amount: int, unit: Unit) -> datetime.date:
    """The last day of weeks, months or years that begin with ``first``.

    민법 제160조: ①기간을 주, 월 또는 연으로 정한 때에는 역에 의하여 계산한다. ②주, 월 또는 연의
    처음으로부터 기간을 기산하지 아니하는 때에는 최후의 주, 월 또는 연에서 그 기산일에 해당한 날의 전일로
    기간이 만료한다. ③월 또는 연으로 정한 경우에 최종의 월에 해당일이 없는 때에는 그 월의 말일로 기간이
    만료한다.
    """
    if unit is Unit.WEEKS:
        return first + amount * 7 * DAY - DAY
    months = first.month - 1 + amount * (12 if unit is Unit.YEARS else 1)
    year, month = first.year + months // 12, months % 12 + 1
    longest = monthrange(year, month)[1]
    if first.day > longest:
        return datetime.date(year, month, longest)
    return datetime.date(year, month, first.day) - DAY


def calendar_days(
    first: datetime.date, amount: int, calendar: Calendar, pauses: Pauses
) -> tuple[datetime.date, tuple[Day, ...]]:
    """The last of so many days, all of them counted but those of a pause.

    민법 제161조: 기간의 말일이 토요일 또는 공휴일에 해당한 때에는 기간은 그 익일로 만료한다. A period
    that was carried over this way has not expired when a pause begins, so it waits for the pause's end.
    """
    counted = 0
    day = first
    rows: list[Day] = []
    while True:
        closed = calendar.why_closed(day)
        if pauses.touch(day):
            rows.append(Day(day, DayKind.PAUSED, "", 0, counted))
        elif counted < amount:
            counted += 1
            rows.append(Day(day, DayKind.COUNTED, closed, 1, counted))
        elif closed:
            rows.append(Day(day, DayKind.CLOSED, closed, 0, counted))
        else:
            rows.append(Day(day, DayKind.CARRIED, "", 0, counted))
        if counted == amount and not closed and not pauses.touch(day):
            return day, tuple(rows)
        day += DAY
