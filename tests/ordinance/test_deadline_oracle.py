"""Deadlines around every holiday of five years, against lists of all working minutes and all working days.

The oracle knows no rule of counting: it looks up the n-th minute or day of a list from which days off,
nights, lunch breaks and pauses were struck out.
"""

import calendar as months
import datetime
from bisect import bisect_left
from functools import cache

import pytest

from cms.ordinance.calendar import SEOUL, Calendar
from cms.ordinance.deadlines import deadline
from cms.ordinance.holiday_source import public_holidays
from cms.ordinance.periods import Extension, Pause, Period, Unit
from cms.ordinance.statutory import (
    Transfer,
    civil_days,
    foi_decision_due,
    foi_objection_decision_due,
    receipt_due,
    transfer_due,
)

DAY = datetime.timedelta(1)
EPOCH = datetime.datetime(2025, 1, 1)
FIRST, LAST = datetime.date(2025, 11, 1), datetime.date(2032, 3, 1)
HOLIDAYS = public_holidays(2025, 2032)
KOREA = Calendar(HOLIDAYS, (2025, 2032))

OPEN = [*range(9 * 60, 12 * 60), *range(13 * 60, 18 * 60)]


def written(text):
    return datetime.datetime.fromisoformat(text)


@cache
def working_days(struck=frozenset()):
    every = (FIRST + n * DAY for n in range((LAST - FIRST).days))
    return [day for day in every if day.weekday() < 5 and day not in HOLIDAYS and day not in struck]


@cache
def working_minutes():
    """Minutes since the epoch; all of them, so that one list serves every case."""
    starts = ((day - EPOCH.date()).days * 1440 for day in working_days())
    return [start + minute for start in starts for minute in OPEN]


def minute_of(moment):
    return int((moment - EPOCH).total_seconds()) // 60


def by_minutes(received, amount, pauses=()):
    minutes = working_minutes()
    at = bisect_left(minutes, minute_of(received))
    if pauses:
        stops = [(minute_of(start), minute_of(end)) for start, end in pauses]
        minutes = [
            m
            for m in minutes[at : at + amount * 60 + 20 * len(OPEN)]
            if not any(start <= m < end for start, end in stops)
        ]
        at = 0
    return EPOCH + datetime.timedelta(minutes=minutes[at + amount * 60 - 1] + 1)


def touched(pauses):
    """Every day of which a pause has a part; one that ends at midnight has none of the day that begins then."""
    days = set()
    for start, end in pauses:
        last = max(start, end - datetime.timedelta(seconds=1)).date()
        days |= {start.date() + n * DAY for n in range((last - start.date()).days + 1)}
    return frozenset(days)


def by_days(received, amount, pauses=()):
    days = working_days(touched(pauses))
    return days[bisect_left(days, received.date()) + amount - 1]


def by_months(received, amount, pauses=()):
    first = by_days(received, 1)
    year, month = divmod(first.year * 12 + first.month - 1 + amount, 12)
    length = months.monthrange(year, month + 1)[1]
    corresponding = datetime.date(year, month + 1, min(first.day, length))
    last = corresponding if first.day > length else corresponding - DAY
    return first, last


def by_weeks(received, amount):
    first = by_days(received, 1)
    return first, first + datetime.timedelta(weeks=amount) - DAY


def carried(first, last, pauses=()):
    """The last day moved on by paused days, and then to a day that is worked."""
    struck = touched(pauses)
    days = [first + n * DAY for n in range((last - first).days + 200) if first + n * DAY not in struck]
    end = days[(last - first).days]
    return next(day for day in working_days(struck) if day >= end)


def expected(received, amount, unit, pauses=()):
    if unit == "immediate":
        return by_minutes(received, 3, pauses)
    if unit == "hours" or (unit == "days" and amount <= 5):
        return by_minutes(received, amount * (8 if unit == "days" else 1), pauses)
    if unit == "days":
        return by_days(received, amount, pauses)
    span = (
        by_weeks(received, amount) if unit == "weeks" else by_months(received, amount * (12 if unit == "years" else 1))
    )
    return carried(*span, pauses)


def computed(received, amount, unit, pauses=()):
    stops = [Pause(start.replace(tzinfo=SEOUL), end.replace(tzinfo=SEOUL)) for start, end in pauses]
    found = deadline(received.replace(tzinfo=SEOUL), Period(amount, Unit(unit)), KOREA, stops)
    return found.on if found.at is None else found.at.replace(tzinfo=None)


AMOUNTS = [
    ("immediate", 1), ("hours", 1), ("hours", 8), ("days", 1), ("days", 3), ("days", 5), ("days", 6), ("days", 7),
    ("days", 10), ("days", 14), ("weeks", 1), ("weeks", 2), ("months", 1),
]  # fmt: skip
TIMES = ["00:00", "08:59", "09:00", "09:01", "11:59", "12:00", "12:59", "13:00", "17:00", "17:59", "18:00", "23:59"]

#: Holidays that stand together are one group: 설날, 추석, a substitute, the turn of the year, an election.
GROUPS = sorted({day for day in HOLIDAYS if day.year in range(2026, 2031) and day - DAY not in HOLIDAYS})


@pytest.mark.parametrize("holiday", GROUPS, ids=str)
def test_around_every_holiday(holiday):
    for shift in range(-8, 6):
        for time in TIMES[(holiday.day + shift) % 6 :: 6]:
            received = written(f"{holiday + shift * DAY}T{time}")
            for unit, amount in AMOUNTS:
                assert computed(received, amount, unit) == expected(received, amount, unit), (received, unit, amount)


@pytest.mark.parametrize("year", range(2026, 2031))
def test_ends_of_months_and_years(year):
    for month in range(1, 13):
        for day in (1, 27, 28, months.monthrange(year, month)[1]):
            received = datetime.datetime(year, month, day, 10)
            for unit, amount in [("months", n) for n in (1, 2, 3, 6, 12)] + [("years", 1), ("weeks", 4)]:
                assert computed(received, amount, unit) == expected(received, amount, unit), (received, unit, amount)


#: Around 추석 2026 (24 to 26 September), the turn of 2026, and two plain weeks.
PAUSES = [
    ("2026-09-21T00:00", "2026-09-24T00:00"),
    ("2026-09-23T00:00", "2026-09-28T00:00"),  # into the holidays
    ("2026-09-24T00:00", "2026-09-28T00:00"),  # nothing but holidays
    ("2026-09-26T00:00", "2026-09-30T00:00"),  # out of a weekend
    ("2026-09-18T00:00", "2026-09-19T00:00"),  # the first day
    ("2026-09-18T09:30", "2026-09-18T14:10"),  # a part of it
    ("2026-09-17T00:00", "2026-09-22T00:00"),  # from before the receipt
    ("2026-09-18T12:00", "2026-09-18T13:00"),  # a lunch break
    ("2026-09-30T17:59", "2026-10-01T09:00"),  # the last minute
    ("2026-09-30T18:00", "2026-10-01T00:00"),  # an evening
    ("2026-10-01T00:00", "2026-10-01T00:00"),  # an instant
    ("2026-10-02T23:59", "2026-10-06T00:01"),
    ("2026-12-30T15:00", "2027-01-05T11:00"),
]


@pytest.mark.parametrize("start", range(len(PAUSES)))
@pytest.mark.parametrize("received", ["2026-09-18T10:00", "2026-09-18T17:59", "2026-09-25T10:00", "2026-12-28T09:00"])
def test_pauses_alone_and_in_pairs(received, start):
    for other in range(start, len(PAUSES)):
        pauses = [tuple(map(written, PAUSES[n])) for n in {start, other}]
        for unit, amount in AMOUNTS:
            found = computed(written(received), amount, unit, pauses)
            assert found == expected(written(received), amount, unit, pauses), (pauses, unit, amount)


@pytest.mark.parametrize(
    ("unit", "amount"), [pair for pair in AMOUNTS if pair[0] in ("hours", "days", "weeks", "months")]
)
@pytest.mark.parametrize("received", ["2026-09-18T10:00", "2026-10-03T12:30", "2026-12-24T17:00", "2027-01-29T18:01"])
def test_one_extension_counts_as_a_longer_period(received, unit, amount):
    for more in {1, amount}:
        found = deadline(
            written(received).replace(tzinfo=SEOUL), Period(amount, Unit(unit)), KOREA, (), [Extension(more)]
        )
        if unit == "days" and amount <= 5:  # stays in hours, however long it becomes
            assert found.at.replace(tzinfo=None) == by_minutes(written(received), (amount + more) * 8)
        else:
            due = found.on if found.at is None else found.at.replace(tzinfo=None)
            assert due == expected(written(received), amount + more, unit)


@pytest.mark.parametrize("amount", [1, 3, 10, 15, 30, 60])
def test_days_by_the_civil_act(amount):
    """The day itself is left out, every other day counts, and a last day off moves to the next working day."""
    for shift in range(730):
        since = datetime.date(2026, 1, 1) + shift * DAY
        last = since + amount * DAY
        while last.weekday() > 4 or last in HOLIDAYS:
            last += DAY
        assert civil_days(since, amount, KOREA).on == last


def test_decisions_on_information_are_counted_in_working_days():
    for shift in range(730):
        since = datetime.date(2026, 1, 1) + shift * DAY
        days = working_days()[bisect_left(working_days(), since) :]
        for extended in (0, 1, 10):
            assert foi_decision_due(since, KOREA, extended).on == days[10 + extended - 1]
        assert foi_objection_decision_due(since, KOREA).on == days[6]
        assert foi_objection_decision_due(since, KOREA, 7).on == days[13]


def test_receipt_and_transfer_around_chuseok():
    for minutes in range(0, 12 * 1440, 37):
        moment = datetime.datetime(2026, 9, 18) + datetime.timedelta(minutes=minutes)
        local = moment.replace(tzinfo=SEOUL)
        assert receipt_due(local, KOREA).at.replace(tzinfo=None) == by_minutes(moment, 8)
        for transfer, amount in zip(Transfer, (1, 3, 3, 8), strict=True):
            assert transfer_due(local, transfer, KOREA).at.replace(tzinfo=None) == by_minutes(moment, amount)
