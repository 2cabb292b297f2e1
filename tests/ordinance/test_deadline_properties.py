"""Processing periods counted the slow way, and what always holds."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance.calendar import SEOUL
from cms.ordinance.counting import DayKind
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import Extension, Pause, Period, Unit
from tests.ordinance.clocks import at, korea, slow_calendar, slow_days, slow_hours

DAY = datetime.timedelta(1)


# The slow way


def random_pause(chance, since):
    start = since + datetime.timedelta(minutes=chance.randrange(-2000, 20_000))
    return Pause(start, start + datetime.timedelta(minutes=chance.choice([0, 15, 90, 600, 1440, 6000])))


def slow(received, amount, unit, pauses):
    if unit == "immediate":
        return slow_hours(received, 3, pauses, korea())
    if unit == "hours" or (unit == "days" and amount <= 5):
        return slow_hours(received, amount * (8 if unit == "days" else 1), pauses, korea())
    if unit == "days":
        return slow_days(received, amount, pauses, korea())
    return slow_calendar(received, amount, unit, pauses, korea())


MOST = {"immediate": 1, "hours": 30, "days": 40, "weeks": 9, "months": 15, "years": 3}


@pytest.mark.parametrize("unit", MOST)
@pytest.mark.parametrize("seed", range(100))
def test_as_counted_the_slow_way(unit, seed):
    chance = random.Random(f"{unit} {seed}")
    received = at("2024-01-01") + datetime.timedelta(minutes=chance.randrange(4 * 365 * 1440))
    amount = chance.randint(1, MOST[unit])
    pauses = [random_pause(chance, received) for _ in range(chance.choice([0, 0, 1, 3]))]
    found = deadline(received, Period(amount, Unit(unit)), korea(), pauses)
    assert (found.at or found.on) == slow(received, amount, unit, pauses)


def test_every_day_of_a_year_as_a_first_day_of_months_and_years():
    for n in range(366 * 2):
        received = at("2023-12-30T10:00") + n * DAY
        for amount, unit in ((1, "months"), (6, "months"), (1, "years")):
            found = deadline(received, Period(amount, Unit(unit)), korea())
            assert found.on == slow(received, amount, unit, ())


# What always holds

MOMENTS = st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2030, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=SEOUL)
)
UNITS = st.sampled_from(sorted(MOST))
PERIODS = UNITS.flatmap(lambda unit: st.integers(1, MOST[unit]).map(lambda amount: Period(amount, Unit(unit))))


@st.composite
def cases(draw, least_pauses=0):
    received = draw(MOMENTS)
    starts = draw(st.lists(st.integers(-10_000, 100_000), min_size=least_pauses, max_size=4))
    pauses = []
    for minutes in starts:
        start = received + datetime.timedelta(minutes=minutes)
        pauses.append(Pause(start, start + datetime.timedelta(minutes=draw(st.integers(0, 20_000)))))
    return received, draw(PERIODS), pauses


@settings(max_examples=200, deadline=None)
@given(cases())
def test_a_deadline_never_falls_on_a_day_off(case):
    received, period, pauses = case
    found = deadline(received, period, korea(), pauses)
    assert korea().is_working_day(found.on)
    assert found.on >= received.date()
    if found.at is not None:
        assert found.at > received
        assert found.at.hour * 60 + found.at.minute <= 18 * 60


@settings(max_examples=200, deadline=None)
@given(cases(least_pauses=1))
def test_a_pause_never_makes_it_earlier(case):
    received, period, pauses = case
    fewer, more = (deadline(received, period, korea(), some) for some in (pauses[1:], pauses))
    assert (fewer.at or fewer.on) <= (more.at or more.on)


@settings(max_examples=200, deadline=None)
@given(cases(least_pauses=1), st.floats(0, 1))
def test_splitting_a_pause_changes_nothing(case, share):
    received, period, pauses = case
    first = pauses[0]
    middle = first.start + datetime.timedelta(seconds=int((first.end - first.start).total_seconds() * share))
    if middle in (first.start, first.end):
        return
    split = [Pause(middle, first.end), *pauses[1:], Pause(first.start, middle)]
    assert deadline(received, period, korea(), pauses) == deadline(received, period, korea(), split)


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_longer_and_later_never_come_earlier(case, data):
    received, period, pauses = case
    base = deadline(received, period, korea(), pauses)
    extension = Extension(data.draw(st.integers(1, period.longest_extension)))
    longer = deadline(received, period, korea(), pauses, [extension])
    assert (longer.at or longer.on) >= (base.at or base.on)
    later = deadline(received + datetime.timedelta(minutes=data.draw(st.integers(0, 5000))), period, korea(), pauses)
    if period.unit in (Unit.DAYS, Unit.HOURS, Unit.IMMEDIATE):  # months differ in length
        assert (later.at or later.on) >= (base.at or base.on)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_rows_are_the_count(case):
    received, period, pauses = case
    found = deadline(received, period, korea(), pauses)
    days = found.days
    assert [day.date for day in days] == [received.date() + n * DAY for n in range(len(days))]
    assert days[-1].date == found.on
    total = 0
    for day in days:
        total += day.amount
        assert day.total == total
        assert (day.amount > 0) == (day.kind is DayKind.COUNTED)
    if period.is_in_hours:
        assert total == period.hours() * 3600
    elif period.unit is Unit.DAYS:
        assert total == period.amount
