"""The days of moderation at their boundaries."""

import datetime as dt

import pytest

from cms.ordinance.calendar import SEOUL, Calendar, UnknownYearError
from cms.ordinance.holiday_source import public_holidays
from cms.ordinance.moderation_days import (
    Copy,
    decide_by,
    evidence_kept_until,
    hidden_days,
    hidden_until,
    last_day_to_object,
    may_erase_copy,
)
from cms.ordinance.verdict import FactsError

CALENDAR = Calendar(public_holidays(2026, 2027), (2026, 2027))
FRIDAY = dt.datetime(2026, 9, 18, 23, 59, tzinfo=SEOUL)
NAIVE = dt.datetime(2026, 9, 18)
DAY = dt.timedelta(1)


@pytest.mark.parametrize(
    ("at", "days", "last"),
    [
        (FRIDAY, 1, dt.date(2026, 9, 18)),
        (FRIDAY, 2, dt.date(2026, 9, 21)),  # over the weekend
        (FRIDAY, 5, dt.date(2026, 9, 28)),  # over 추석, 24 to 26 September
        (dt.datetime(2026, 9, 19, 9, tzinfo=SEOUL), 1, dt.date(2026, 9, 21)),  # a Saturday does not count
        (dt.datetime(2026, 9, 17, 15, tzinfo=dt.UTC), 1, dt.date(2026, 9, 18)),  # midnight in Korea
    ],
)
def test_working_days_to_decide(at, days, last):
    assert decide_by(at, days, CALENDAR) == last


@pytest.mark.parametrize(
    ("at", "days", "last"),
    [
        (FRIDAY, 30, dt.date(2026, 10, 19)),  # the 30th day is Sunday 18 October
        (FRIDAY, 31, dt.date(2026, 10, 19)),
        (FRIDAY, 7, dt.date(2026, 9, 28)),  # 25 September is 추석; then a weekend
        (FRIDAY, 3, dt.date(2026, 9, 21)),
    ],
)
def test_days_to_object_end_on_a_working_day_the_first_left_out(at, days, last):
    assert last_day_to_object(at, days, CALENDAR) == last


@pytest.mark.parametrize(("days", "last"), [(1, dt.date(2026, 9, 19)), (30, dt.date(2026, 10, 18))])
def test_hiding_ends_on_any_day(days, last):
    assert hidden_until(FRIDAY, days) == last


@pytest.mark.parametrize(("shown", "used"), [(18, 1), (19, 1), (20, 2)])
def test_a_hiding_uses_a_day_at_least(shown, used):
    assert hidden_days(dt.date(2026, 9, 18), dt.date(2026, 9, shown)) == used


@pytest.mark.parametrize(
    ("at", "years", "last"),
    [
        (FRIDAY, 1, dt.date(2027, 9, 18)),
        (FRIDAY, 30, dt.date(2056, 9, 18)),
        (dt.datetime(2028, 2, 29, 9, tzinfo=SEOUL), 1, dt.date(2029, 2, 28)),
        (dt.datetime(2028, 2, 28, 15, tzinfo=dt.UTC), 1, dt.date(2029, 2, 28)),
    ],
)
def test_years_of_a_copy(at, years, last):
    assert evidence_kept_until(at, years) == last


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (lambda: decide_by(FRIDAY, 0, CALENDAR), "one day at least, not 0"),
        (lambda: last_day_to_object(FRIDAY, 0, CALENDAR), "one day at least"),
        (lambda: hidden_until(FRIDAY, -1), "one day at least, not -1"),
        (lambda: hidden_until(NAIVE, 1), "no time zone"),
        (lambda: decide_by(NAIVE, 1, CALENDAR), "no time zone"),
        (lambda: last_day_to_object(NAIVE, 1, CALENDAR), "no time zone"),
        (lambda: evidence_kept_until(NAIVE, 1), "no time zone"),
        (lambda: evidence_kept_until(FRIDAY, 0), "from 1 to 30 years, not 0"),
        (lambda: evidence_kept_until(FRIDAY, 31), "from 1 to 30 years, not 31"),
    ],
)
def test_what_cannot_be_counted(count, sentence):
    with pytest.raises(FactsError, match=sentence):
        count()


def test_a_count_into_years_without_holidays_is_refused():
    late = dt.datetime(2027, 12, 31, 9, tzinfo=SEOUL)
    with pytest.raises(UnknownYearError):
        decide_by(late, 3, CALENDAR)
    with pytest.raises(UnknownYearError):
        last_day_to_object(late, 3, CALENDAR)


LAST = dt.date(2031, 9, 18)


@pytest.mark.parametrize(
    ("copy", "today", "part"),
    [
        (Copy(LAST), LAST, "until the end of 2031-09-18"),
        (Copy(LAST), LAST + DAY, None),
        (Copy(LAST, objection_until=LAST + DAY), LAST + DAY, "until the end of 2031-09-19"),
        (Copy(LAST, objection_until=LAST - DAY), LAST + DAY, None),
        (Copy(LAST, matter_open=True), LAST + DAY, "the copy stays"),
        (Copy(LAST, objection_pending=True), LAST + DAY, "the copy stays"),
    ],
)
def test_a_copy_goes_when_its_years_are_over_and_nothing_may_be_restored_from_it(copy, today, part):
    reasons = [str(each) for each in may_erase_copy(copy, today).reasons]
    assert (not reasons) if part is None else (part in reasons[0] and len(reasons) == 1)
