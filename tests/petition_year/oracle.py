"""When a case is due, reckoned a second time and in another way: by the minute and the day, from the story alone.

It shares nothing with ``cms.ordinance`` but the list of public holidays.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

SEOUL = dt.timezone(dt.timedelta(hours=9))
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
WORKED = [*range(9 * 60, 12 * 60), *range(13 * 60, 18 * 60)]  # minutes of a day, lunch left out
Span = tuple[dt.datetime, dt.datetime]


def due(
    start: dt.datetime,
    amount: int,
    unit: str,
    pauses: Sequence[tuple[str, dt.datetime, dt.datetime]],
    longer: Sequence[int],
    holidays: Mapping[dt.date, str],
) -> dt.date | dt.datetime:
    """The due time where hours are counted, else the due day."""
    begin = start.astimezone(SEOUL)
    more = sum(longer)
    if unit == "immediate":
        return _hours(begin, 3 + more, pauses, holidays)
    if unit == "hours":
        return _hours(begin, amount + more, pauses, holidays)
    if unit == "days" and amount <= 5:
        return _hours(begin, (amount + more) * 8, pauses, holidays)
    if unit == "days":
        return _days(begin.date(), amount + more, pauses, holidays)
    return _calendar(begin.date(), amount + more, unit, pauses, holidays)


def closed(day: dt.date, holidays: Mapping[dt.date, str]) -> bool:
    """Whether nobody works."""
    return day.weekday() > 4 or day in holidays


def _hours(begin: dt.datetime, hours: int, pauses: Sequence, holidays: Mapping) -> dt.datetime:
    """법 제19조제1항, a minute at a time."""
    left, day = hours * 60, begin.date()
    stops = [(since, until) for _ground, since, until in pauses]
    while True:
        if not closed(day, holidays):
            for minute in WORKED:
                at = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), SEOUL)
                if at >= begin and not any(since <= at < until for since, until in stops):
                    left -= 1
                    if left == 0:
                        return at + MINUTE
        day += DAY


def _days(first: dt.date, amount: int, pauses: Sequence, holidays: Mapping) -> dt.date:
    """법 제19조제2항: the first day counts."""
    still, day, counted = _still(pauses), first, 0
    while True:
        counted += not closed(day, holidays) and day not in still
        if counted == amount:
            return day
        day += DAY


def _calendar(day: dt.date, amount: int, unit: str, pauses: Sequence, holidays: Mapping) -> dt.date:
    """법 제19조제3항, 민법 제160조·제161조."""
    while closed(day, holidays):
        day += DAY
    still, left = _still(pauses), (_end(day, amount, unit) - day).days + 1
    day -= DAY
    while left or closed(day, holidays) or day in still:
        day += DAY
        left -= left > 0 and day not in still
    return day


def _end(first: dt.date, amount: int, unit: str) -> dt.date:
    if unit == "weeks":
        return first + dt.timedelta(weeks=amount) - DAY
    months = first.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, first.day) - DAY if first.day <= last else dt.date(year, month, last)


def _still(pauses: Sequence[tuple[str, dt.datetime, dt.datetime]]) -> set[dt.date]:
    """Days that a pause touches; one that ends at midnight does not touch the day that begins."""
    found: set[dt.date] = set()
    for ground, since, until in pauses:
        first, last = since.astimezone(SEOUL), until.astimezone(SEOUL)
        end = last.date() if ground == "supplement" or last > first else first.date()
        if ground != "supplement" and last > first and last.time() == dt.time():
            end -= DAY
        found |= {first.date() + number * DAY for number in range((end - first.date()).days + 1)}
    return found
