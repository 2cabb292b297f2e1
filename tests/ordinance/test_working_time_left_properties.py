"""Working time left, against counting minute by minute and day by day."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance.periods import Pause
from cms.ordinance.working_time_left import due, left, working_days, working_seconds
from tests.ordinance.clocks import DAY, MINUTE, at, is_off, korea

START = at("2026-09-14T00:00")  # 추석, 개천절 and 한글날 lie ahead
minutes = st.integers(0, 30 * 24 * 60).map(lambda number: START + number * MINUTE)
spans = st.tuples(minutes, minutes).map(sorted)


def is_open(minute):
    worked = datetime.time(9) <= minute.time() < datetime.time(18) and minute.hour != 12
    return worked and not is_off(minute.date(), korea())


def slow_seconds(start, end, pauses=()):
    total = 0
    while start < end:
        total += 60 * (is_open(start) and not any(pause.start <= start < pause.end for pause in pauses))
        start += MINUTE
    return total


@settings(max_examples=25, deadline=None)
@given(spans, st.lists(spans, max_size=2))
def test_working_seconds(span, stops):
    pauses = [Pause(*stop) for stop in stops]
    assert working_seconds(*span, korea(), pauses) == slow_seconds(*span, pauses)


@settings(max_examples=25, deadline=None)
@given(minutes, minutes)
def test_left_of_a_time(now, end):
    found = left(due(end.date(), end), now, korea())
    assert found.seconds == (slow_seconds(now, end) if now <= end else -slow_seconds(end, now))
    assert found.over is (now > end)


@given(minutes, minutes)
def test_days_left(now, end):
    found = left(due(end.date()), now, korea())
    earlier, later = sorted((now.date(), end.date()))
    worked = sum(not is_off(earlier + number * DAY, korea()) for number in range(1, (later - earlier).days + 1))
    assert abs(found.days) == worked
    assert found.over is (now.date() > end.date())


@given(minutes, minutes, minutes)
def test_the_sum_of_parts_is_the_whole(one, two, three):
    first, middle, last = sorted((one, two, three))
    parts = working_seconds(first, middle, korea()) + working_seconds(middle, last, korea())
    assert parts == working_seconds(first, last, korea())
    days = working_days(first.date(), middle.date(), korea()) + working_days(middle.date(), last.date(), korea())
    assert days == working_days(first.date(), last.date(), korea())
