"""Working days, working hours, overrides."""

import datetime

import pytest

from cms.ordinance.calendar import SEOUL, Calendar, OfficeHours
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import Period, Unit
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date, korea

T = datetime.time

HOLIDAYS = [
    ("2026-01-01", "신정연휴"),
    ("2026-05-01", "노동절"),
    ("2026-06-03", "지방선거일"),
    ("2026-07-17", "제헌절"),
    ("2026-08-17", "광복절 대체 휴일"),
    ("2025-01-27", "임시공휴일"),
    ("2026-09-25", "추석"),
    ("2026-11-07", "토요일"),
    ("2026-11-08", "일요일"),
    ("2026-11-09", ""),
]


@pytest.mark.parametrize(("day", "name"), HOLIDAYS)
def test_why_a_day_is_not_worked(day, name):
    assert korea().why_closed(date(day)) == name
    assert korea().is_working_day(date(day)) == (name == "")


def test_overrides():
    calendar = Calendar(
        korea().holidays,
        (2019, 2036),
        {date("2026-11-10"): "임시공휴일"},
        frozenset({date("2026-11-07"), date("2026-12-25")}),
    )
    assert calendar.why_closed(date("2026-11-10")) == "임시공휴일"
    assert calendar.is_working_day(date("2026-11-07"))
    assert calendar.is_working_day(date("2026-12-25"))
    assert deadline(at("2026-11-06T10:00"), Period(6, Unit.DAYS), calendar).iso == "2026-11-13"
    assert calendar.next_working_day(date("2026-11-07")) == date("2026-11-07")
    assert calendar.next_working_day(date("2026-11-08")) == date("2026-11-09")


def test_a_day_cannot_be_both():
    day = date("2026-11-10")
    with pytest.raises(FactsError, match=r"^2026-11-10 cannot be a holiday and a working day at once\.$"):
        Calendar({}, (2026, 2026), {day: "임시공휴일"}, frozenset({day}))


@pytest.mark.parametrize("years", [(2027, 2026), (0, 2026), (2026, 9001)])
def test_years_of_a_calendar(years):
    with pytest.raises(FactsError, match=r"^The years of a calendar run from an earlier to a later one\.$"):
        Calendar({}, years)


def test_the_first_and_the_last_year():
    assert Calendar({}, (1, 9000)).is_working_day(date("2026-01-01"))


def test_hours_are_read_to_the_second():
    hours = OfficeHours(T(8, 30, 1), T(17, 45, 4), T(11, 10, 2), T(12, 50, 3))
    assert hours.spans == ((30_601, 40_202), (46_203, 63_904))


def test_office_hours_of_a_municipality():
    hours = OfficeHours(T(8, 30), T(17, 30), T(11, 30), T(12, 30))
    calendar = Calendar(korea().holidays, (2019, 2036), hours=hours)
    assert deadline(at("2026-11-02T10:00"), Period(3, Unit.HOURS), calendar).at == at("2026-11-02T14:00")
    through = Calendar(korea().holidays, (2019, 2036), hours=OfficeHours(T(9), T(17), T(12), T(12)))
    assert through.spans == ((9 * 3600, 17 * 3600),)
    assert deadline(at("2026-11-02T11:00"), Period(2, Unit.HOURS), through).at == at("2026-11-02T13:00")


def test_an_office_that_opens_at_midnight():
    night = Calendar(korea().holidays, (2019, 2036), hours=OfficeHours(T(0), T(8), T(4), T(4)))
    found = deadline(at("2026-11-02T07:00"), Period(2, Unit.HOURS), night)
    assert found.at == at("2026-11-03T01:00")
    assert found.days[1].spans == ((0, 3600),)


@pytest.mark.parametrize(
    "times",
    [
        (T(9), T(9), T(12), T(13)),
        (T(9), T(18), T(13), T(12)),
        (T(9), T(13), T(12), T(13)),
        (T(12), T(18), T(12), T(13)),
    ],
)
def test_office_hours_that_are_none(times):
    with pytest.raises(FactsError, match=r"^Opening, lunch break and closing follow one another in the day\.$"):
        OfficeHours(*times)


def test_local_time():
    assert korea().local(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)) == at("2026-01-01T09:00")
    assert korea().local(at("2026-01-01T09:00")).tzinfo is SEOUL
    with pytest.raises(FactsError, match=r"^2026-01-01T00:00:00 has no time zone\.$"):
        korea().local(datetime.datetime(2026, 1, 1))


def test_every_unknown_year_is_named():
    with pytest.raises(FactsError) as caught:
        korea().require_known(date("2018-01-01"), date("2026-01-01"), date("2037-01-01"), date("2037-05-01"))
    assert [str(reason)[:24] for reason in caught.value.reasons] == [
        "The holidays of 2018 are",
        "The holidays of 2037 are",
    ]
