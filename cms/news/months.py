"""A month as a grid of weeks, Sunday first as Korean calendars have it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from cms.news.models import EventCalendarPage, EventPage

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_WEEKS = calendar.Calendar(firstweekday=calendar.SUNDAY)


@dataclass(frozen=True)
class DayView:
    """A cell of the grid."""

    date: dt.date
    in_month: bool
    is_today: bool
    events: tuple[EventPage, ...]


@dataclass(frozen=True)
class MonthView:
    """The weeks of a month with the events of each day."""

    month: dt.date
    weeks: tuple[tuple[DayView, ...], ...]

    @classmethod
    def asked(cls, asked: str, calendar_page: EventCalendarPage) -> MonthView:
        """The month that was asked for (2026-11); whatever else is asked gives the present one. One query."""
        match = _MONTH.fullmatch(asked)
        first = dt.date(int(match[1]), int(match[2]), 1) if match else timezone.localdate().replace(day=1)
        days = [day for week in _WEEKS.monthdatescalendar(first.year, first.month) for day in week]
        found = list(calendar_page.public_events().touching(days[0], days[-1]))
        cells = [_day(day, first, found) for day in days]
        return cls(first, tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)))

    @property
    def previous(self) -> str:
        return f"{self.month - dt.timedelta(days=1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.month + dt.timedelta(days=32):%Y-%m}"


def _day(day: dt.date, first: dt.date, events: list[EventPage]) -> DayView:
    held = tuple(
        event
        for event in events
        if timezone.localtime(event.starts_at).date() <= day <= timezone.localtime(event.ends_at).date()
    )
    return DayView(day, day.month == first.month, day == timezone.localdate(), held)
