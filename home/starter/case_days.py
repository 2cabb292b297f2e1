"""Days of the demonstration's petitions, counted in working days from the day on which it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cms.ordinance.calendar import Calendar
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import Period

#: When petitions of the demonstration arrive, and how far the steps of one day are apart.
ARRIVES, APART = dt.time(9, 20), dt.timedelta(minutes=35)
#: Later than that what is due today would be overdue before anybody has looked at it.
TOO_LATE = dt.time(15)
_LONGEST = 400


class Days:
    """``today`` is the working day of the demonstration: the next one in the evening and on days off."""

    def __init__(self, calendar: Calendar, now: dt.datetime) -> None:
        self.calendar, self.now = calendar, calendar.local(now)
        day = self.now.date() + dt.timedelta(days=self.now.time() > TOO_LATE)
        self.today = calendar.next_working_day(day)

    def moment(self, ago: int, number: int = 0, at: dt.time = ARRIVES) -> dt.datetime:
        """So many working days ago, the ``number``-th step of its day; never later than now."""
        begins = dt.datetime.combine(self._day(ago), at, self.now.tzinfo)
        return min(begins + number * APART, self.now)

    def arrival(self, row: Mapping[str, Any], period: Period) -> dt.datetime:
        """When a petition arrived: so many working days ago, or so long before it is due."""
        at = dt.time.fromisoformat(row["at"]) if "at" in row else ARRIVES
        if "ago" in row:
            return self.moment(row["ago"], at=at)
        due = self._day(-row["due"])
        moments = (self.moment(ago, at=at) for ago in range(_LONGEST))
        return next(each for each in moments if deadline(each, period, self.calendar).on <= due)

    def _day(self, ago: int) -> dt.date:
        """The so many-th working day before today, or after it where that is negative."""
        day = self.today
        for _each in range(abs(ago)):
            day = self._before(day) if ago > 0 else self.calendar.next_working_day(day + dt.timedelta(days=1))
        return day

    def _before(self, day: dt.date) -> dt.date:
        day -= dt.timedelta(days=1)
        return day if self.calendar.is_working_day(day) else self._before(day)
