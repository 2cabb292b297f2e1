"""A calendar for the tests of periods, and counts done the slow way, for comparison.

The slow counts share no code with what they check: they walk minute by minute or day by day.
"""

import calendar as months
import datetime
from functools import cache

from cms.ordinance import holiday_source
from cms.ordinance.calendar import SEOUL, Calendar

DAY = datetime.timedelta(1)
MINUTE = datetime.timedelta(minutes=1)


@cache
def korea():
    return Calendar(holiday_source.public_holidays(2019, 2036), (2019, 2036))


def at(written):
    """2026-09-18T10:00 in Korea."""
    return datetime.datetime.fromisoformat(written).replace(tzinfo=SEOUL)


def date(written):
    return datetime.date.fromisoformat(written)


def is_off(day, calendar):
    return day.weekday() > 4 or day in calendar.holidays


def slow_hours(received, hours, pauses, calendar):
    """Minute by minute."""
    left = hours * 60
    minute = received
    while True:
        noon = datetime.time(12) <= minute.time() < datetime.time(13)
        open_ = datetime.time(9) <= minute.time() < datetime.time(18) and not noon
        paused = any(pause.start <= minute < pause.end for pause in pauses)
        if open_ and not is_off(minute.date(), calendar) and not paused:
            left -= 1
        minute += MINUTE
        if left == 0:
            return minute


def is_paused(day, pauses):
    """Whether any minute of the day lies in a pause."""
    midnight = datetime.datetime.combine(day, datetime.time(), SEOUL)
    return any(
        (pause.start < midnight + DAY and pause.end > midnight) or midnight <= pause.start == pause.end < midnight + DAY
        for pause in pauses
    )


def slow_days(received, amount, pauses, calendar):
    """All days of the next years, those that count, the last of so many."""
    later = (received.date() + n * DAY for n in range(2000))
    return [day for day in later if not is_off(day, calendar) and not is_paused(day, pauses)][amount - 1]


def slow_months(first, amount):
    """Month after month; the day before the same day, or the month's last day where it lacks that."""
    year, month = first.year, first.month
    for _step in range(amount):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if first.day > months.monthrange(year, month)[1]:
        return datetime.date(year, month, months.monthrange(year, month)[1])
    return datetime.date(year, month, first.day) - DAY


def slow_calendar(received, amount, unit, pauses, calendar):
    first = received.date()
    while is_off(first, calendar):
        first += DAY
    if unit == "weeks":
        last = first + datetime.timedelta(days=7 * amount - 1)
    else:
        last = slow_months(first, amount * (12 if unit == "years" else 1))
    length = (last - first).days + 1
    later = [first + n * DAY for n in range(length + 2000)]
    end = [day for day in later if not is_paused(day, pauses)][length - 1]
    while is_off(end, calendar) or is_paused(end, pauses):
        end += DAY
    return end
