"""What the reviewer of the access log is shown first, and which months wait."""

import datetime

import pytest

from cms.ordinance.access_review import DOWNLOADS, REVIEW, Limits, Look, Oddity, unreviewed, unusual
from cms.ordinance.calendar import UnknownYearError
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date, korea

DAY = "2026-11-20"  # a Friday


def look(time="10:00", person="kim", subject="1", day=DAY, **more):
    return Look(person, at(f"{day}T{time}"), subject, **more)


def minutes(numbers, **more):
    return [look(f"10:{minute:02}", subject=str(number), **more) for number, minute in enumerate(numbers)]


FEW = Limits(people=3, minutes=10, downloads=2)
MANY = "People looked at within 10 minutes: 3."


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ([], []),
        ([look()], []),
        (minutes([0, 5]), []),
        (minutes([0, 5, 10]), [MANY]),
        (minutes([0, 5, 11]), []),
        (list(reversed(minutes([0, 20, 25, 30]))), [MANY]),
        ([look(f"10:0{n}") for n in range(5)], []),  # the same person's data again and again
        ([look(subjects=2), look(subject="2")], [MANY]),
        ([look(subjects=2), look(subject="2", person="lee")], []),
        ([look("09:00"), look("12:30"), look("18:00")], []),
        ([look("08:59"), look("18:00:01")], ["Outside working hours: accesses 2, the first at 08:59."]),
        ([look("10:00", day="2026-11-21")], ["On a day off (토요일): accesses 1, the first at 10:00."]),
        ([look("10:00", day="2026-12-25")], ["On a day off (기독탄신일): accesses 1, the first at 10:00."]),
        ([look(file=True)], []),
        ([look(file=True), look(file=True)], ["Files downloaded: 2."]),
        ([look(table=True, subjects=2)], ["Tables exported or printed: 1, people in them: 2."]),
        ([look(own_name=True)], ["Searches for the own name: 1."]),
    ],
)
def test_what_stands_out(looks, said):
    assert [str(each.reason) for each in unusual(looks, korea(), FEW)] == said


def test_a_line_names_person_day_number_and_article():
    looks = [
        look("23:00", person="lee", day="2026-11-19"),
        look(own_name=True),
        *(look(file=True, subject=str(n)) for n in range(20)),
    ]
    late, files, own = unusual(looks, korea())
    assert (late.oddity, late.person, late.day) == (Oddity.OUT_OF_HOURS, "lee", date("2026-11-19"))
    assert (files.oddity, files.person, files.number, files.reason.article) == (Oddity.DOWNLOADED, "kim", 20, DOWNLOADS)
    assert (own.oddity, own.day, own.number, own.reason.article) == (Oddity.OWN_NAME, date(DAY), 1, REVIEW)


def test_hours_are_those_of_the_municipality_wherever_the_clock_stands():
    looks = [Look("kim", at(f"{DAY}T08:00").astimezone(datetime.UTC), "1")]
    assert [each.day for each in unusual(looks, korea())] == [date(DAY)]


def test_facts_that_cannot_be_judged():
    with pytest.raises(FactsError):
        unusual([Look("kim", datetime.datetime(2026, 11, 20, 10), "1")], korea())
    with pytest.raises(UnknownYearError):
        unusual([look(day="2040-11-20")], korea())
    for wrong in ({"people": 0}, {"minutes": 0}, {"downloads": 0}):
        with pytest.raises(FactsError):
            Limits(**wrong)


@pytest.mark.parametrize(
    ("months", "reviewed", "today", "waiting"),
    [
        ([], [], "2026-11-20", []),
        (["2026-11-03"], [], "2026-11-30", []),
        (["2026-11-03"], [], "2026-12-01", ["2026-11-01"]),
        (["2026-10-31", "2026-09-01", "2026-10-01"], ["2026-09-01"], "2026-11-20", ["2026-10-01"]),
        (["2026-10-31"], ["2026-10-01"], "2026-11-20", []),
    ],
)
def test_a_month_is_reviewed_when_it_is_over(months, reviewed, today, waiting):
    found = unreviewed(list(map(date, months)), list(map(date, reviewed)), date(today))
    assert found == list(map(date, waiting))
