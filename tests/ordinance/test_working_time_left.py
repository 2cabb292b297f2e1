"""Working time left until a petition is due, and how urgent that is."""

import datetime

import pytest

from cms.ordinance import working_time_left
from cms.ordinance.calendar import Calendar, OfficeHours, UnknownYearError
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import Pause, Period, Unit
from cms.ordinance.verdict import FactsError
from cms.ordinance.working_time_left import Left, Urgency, due, left, urgency, working_days, working_seconds
from tests.ordinance.clocks import at, date, korea

HOUR = 3600
FRIDAY = due(date("2026-11-06"))
FRIDAY_TEN = due(date("2026-11-06"), at("2026-11-06T10:00"))


@pytest.mark.parametrize(
    ("deadline", "now", "seconds", "days", "over", "how"),
    [
        (FRIDAY, "2026-11-02T09:00", 40 * HOUR, 4, False, Urgency.LATER),
        (FRIDAY, "2026-11-03T18:00", 24 * HOUR, 3, False, Urgency.LATER),
        (FRIDAY, "2026-11-04T00:00", 24 * HOUR, 2, False, Urgency.SOON),
        (FRIDAY, "2026-11-05T12:30", 13 * HOUR, 1, False, Urgency.SOON),
        (FRIDAY, "2026-11-06T00:00", 8 * HOUR, 0, False, Urgency.TODAY),
        (FRIDAY, "2026-11-06T17:59:59", 1, 0, False, Urgency.TODAY),
        (FRIDAY, "2026-11-06T23:59:59", 0, 0, False, Urgency.TODAY),
        (FRIDAY, "2026-11-07T00:00", 0, 0, True, Urgency.OVER),
        (FRIDAY, "2026-11-09T09:00", 0, -1, True, Urgency.OVER),
        (FRIDAY, "2026-11-10T10:00", -9 * HOUR, -2, True, Urgency.OVER),
        (FRIDAY_TEN, "2026-11-05T10:00", 8 * HOUR, 1, False, Urgency.SOON),
        (FRIDAY_TEN, "2026-11-06T09:59:59", 1, 0, False, Urgency.TODAY),
        (FRIDAY_TEN, "2026-11-06T10:00", 0, 0, False, Urgency.TODAY),
        (FRIDAY_TEN, "2026-11-06T10:00:01", -1, 0, True, Urgency.OVER),
        (FRIDAY_TEN, "2026-11-06T20:00", -7 * HOUR, 0, True, Urgency.OVER),
        (FRIDAY_TEN, "2026-11-09T10:00", -8 * HOUR, -1, True, Urgency.OVER),
        (due(date("2026-11-09")), "2026-11-07T10:00", 8 * HOUR, 1, False, Urgency.SOON),
        (due(date("2026-09-28")), "2026-09-23T18:00", 8 * HOUR, 1, False, Urgency.SOON),
    ],
)
def test_left(deadline, now, seconds, days, over, how):
    found = left(deadline, at(now), korea())
    assert found == Left(seconds, days, over)
    assert urgency(found) is how


def test_a_row_becomes_a_deadline():
    found = due(FRIDAY_TEN.on, FRIDAY_TEN.at)
    assert (found.iso, found.days, found.articles) == ("2026-11-06T10:00+09:00", (), ())


def test_a_moment_of_another_zone_is_the_same_moment():
    utc = at("2026-11-05T10:00").astimezone(datetime.UTC)
    assert left(due(FRIDAY_TEN.on, FRIDAY_TEN.at.astimezone(datetime.UTC)), utc, korea()) == Left(8 * HOUR, 1, False)


def test_of_a_period_in_hours_all_of_it_is_left_at_receipt():
    received = at("2026-09-18T10:00")
    full = deadline(received, Period(5, Unit.DAYS), korea())
    assert left(full, received, korea()).seconds == 40 * HOUR


@pytest.mark.parametrize(
    ("after", "until", "number"),
    [
        ("2026-11-02", "2026-11-02", 0),
        ("2026-11-02", "2026-11-03", 1),
        ("2026-11-06", "2026-11-09", 1),
        ("2026-11-07", "2026-11-08", 0),
        ("2026-09-23", "2026-09-29", 2),
        ("2026-11-03", "2026-11-02", 0),
    ],
)
def test_working_days(after, until, number):
    assert working_days(date(after), date(until), korea()) == number


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-02T09:00", "2026-11-02T18:00", 8),
        ("2026-11-02T00:00", "2026-11-03T00:00", 8),
        ("2026-11-02T11:00", "2026-11-02T14:00", 2),
        ("2026-11-02T12:10", "2026-11-02T12:50", 0),
        ("2026-11-02T10:00", "2026-11-02T14:00", 3),
        ("2026-11-02T17:00", "2026-11-03T10:00", 2),
        ("2026-11-02T17:00", "2026-11-05T10:00", 18),
        ("2026-11-06T17:00", "2026-11-09T10:00", 2),
        ("2026-11-02T10:00", "2026-11-02T10:00", 0),
    ],
)
def test_working_seconds(start, end, hours):
    assert working_seconds(at(start), at(end), korea()) == hours * HOUR


def test_pauses_are_left_out_once():
    day = Pause(at("2026-11-03T00:00"), at("2026-11-04T00:00"))
    noon = Pause(at("2026-11-03T11:00"), at("2026-11-04T11:00"))
    start, end = at("2026-11-02T09:00"), at("2026-11-05T00:00")
    assert working_seconds(start, end, korea(), [day]) == 16 * HOUR
    assert working_seconds(start, end, korea(), [noon, day]) == 14 * HOUR
    assert working_seconds(start, end, korea(), [Pause(start, end)]) == 0
    assert working_seconds(start, end, korea(), iter([])) == 24 * HOUR


def test_hours_of_the_municipality():
    short = Calendar({}, (2026, 2026), hours=OfficeHours(datetime.time(10), datetime.time(16)))
    assert working_seconds(at("2026-11-02T09:00"), at("2026-11-04T00:00"), short) == 10 * HOUR


def test_what_cannot_be_counted():
    naive, late = datetime.datetime(2026, 11, 2, 10), at("2040-01-02T10:00")
    with pytest.raises(FactsError, match="no time zone"):
        left(FRIDAY, naive, korea())
    with pytest.raises(FactsError, match=r"^A time .* \(2026-11-02T09:59\+09:00\) .* \(2026-11-02T10:00\+09:00\)\.$"):
        working_seconds(at("2026-11-02T10:00"), at("2026-11-02T09:59"), korea())
    with pytest.raises(UnknownYearError):
        left(due(late.date()), at("2026-11-02T10:00"), korea())
    with pytest.raises(UnknownYearError):
        working_seconds(at("2026-11-02T10:00"), late, korea())
    with pytest.raises(UnknownYearError):
        working_days(date("2018-11-02"), date("2026-11-02"), korea())
    with pytest.raises(UnknownYearError):
        working_days(date("2026-11-02"), date("2040-11-02"), korea())
    with pytest.raises(UnknownYearError):
        working_seconds(at("2018-12-31T10:00"), at("2019-01-02T10:00"), korea())


def test_the_words_of_urgency_in_their_order():
    assert [str(each.word) for each in Urgency] == ["overdue", "due today", "nearly due", "due later"]
    assert working_time_left.SOON_DAYS == 2
