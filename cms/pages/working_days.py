"""The calendar by which the desk counts working days (관공서의 공휴일에 관한 규정)."""

import datetime as dt
from functools import cache

from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.ordinance.holiday_source import public_holidays

BACK, AHEAD = 30, 20  # years: the oldest page brought along, the longest interval


def calendar(today: dt.date | None = None) -> Calendar:
    """Korea's public holidays for the years around a day."""
    return _around((today or timezone.localdate()).year)


@cache
def _around(year: int) -> Calendar:
    years = (year - BACK, year + AHEAD)
    return Calendar(public_holidays(*years), years)
