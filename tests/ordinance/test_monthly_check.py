"""Who is dunned and when again, the monthly check, and progress notices not sent."""

import datetime

import pytest

from cms.ordinance import monthly_check
from cms.ordinance.calendar import UnknownYearError
from cms.ordinance.monthly_check import Checked
from cms.ordinance.verdict import FactsError
from cms.ordinance.working_time_left import due
from tests.ordinance.clocks import at, date, korea
from tests.ordinance.verdicts import cited, reasons, resting_on

OVER = due(date("2026-10-30"))
NOON = due(date("2026-11-06"), at("2026-11-06T12:00"))
CLOSED = "The petition is closed."
PAUSED = "The time is not counted at the moment."


@pytest.mark.parametrize(
    ("facts", "now", "said"),
    [
        ({}, "2026-10-30T23:59", ["The petition is not overdue: it is due on 2026-10-30."]),
        ({}, "2026-10-31T00:00", []),
        ({"due": NOON}, "2026-11-06T12:00", ["The petition is not overdue: it is due on 2026-11-06T12:00+09:00."]),
        ({"due": NOON}, "2026-11-06T12:00:01", []),
        ({"closed_at": at("2026-11-01T10:00")}, "2026-11-06T10:00", [CLOSED]),
        ({"is_paused": True}, "2026-11-06T10:00", [PAUSED]),
        (
            {"dunned_on": date("2026-10-31")},
            "2026-11-01T10:00",
            ["It has been dunned; the next letter is for 2026-11-02."],
        ),
        ({"dunned_on": date("2026-10-31")}, "2026-11-02T00:00", []),
        ({"dunned_on": date("2026-10-29")}, "2026-10-31T10:00", []),
        (
            {"dunned_on": date("2026-11-02")},
            "2026-11-02T10:00",
            ["It has been dunned; the next letter is for 2026-12-01."],
        ),
        (
            {"closed_at": at("2026-10-30T10:00"), "is_paused": True, "dunned_on": date("2026-10-30")},
            "2026-10-30T10:00",
            [
                CLOSED,
                PAUSED,
                "The petition is not overdue: it is due on 2026-10-30.",
                "It has been dunned; the next letter is for 2026-11-02.",
            ],
        ),
    ],
)
def test_when_a_dunning_letter_goes_out(facts, now, said):
    verdict = monthly_check.may_dun(Checked(**{"reference": "1", "due": OVER, **facts}), at(now), korea())
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict) == ["제28조제2항"]
    assert resting_on(verdict) == ["제28조제2항"] * len(said)


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("2026-10-31", "2026-11-02"),
        ("2026-11-01", "2026-12-01"),
        ("2026-11-30", "2026-12-01"),
        ("2026-12-01", "2027-01-04"),
        ("2027-01-31", "2027-02-01"),
        ("2026-01-01", "2026-02-02"),
    ],
)
def test_the_next_check(after, day):
    assert monthly_check.next_check(date(after), korea()) == date(day)


@pytest.mark.parametrize(
    ("last", "now", "is_due"),
    [
        (None, "2026-11-15T10:00", True),
        ("2026-10-01", "2026-11-01T10:00", False),
        ("2026-10-01", "2026-11-02T00:00", True),
        ("2026-11-02", "2026-11-30T10:00", False),
        ("2026-11-02", "2026-12-01T00:00", True),
        ("2026-06-01", "2026-11-15T10:00", True),
    ],
)
def test_whether_the_check_is_due(last, now, is_due):
    assert monthly_check.is_check_due(date(last) if last else None, at(now), korea()) is is_due


# Received on Tuesday, 1 September 2026: thirty days have passed on 1 October, sixty on Saturday, 31 October
# (due on 2 November), ninety on 30 November.
@pytest.mark.parametrize(
    ("now", "sent", "missing"),
    [
        ("2026-09-30T23:59", [], []),
        ("2026-10-01T00:00", [], ["2026-10-01"]),
        ("2026-10-20T10:00", ["2026-09-30"], ["2026-10-01"]),
        ("2026-10-20T10:00", ["2026-10-01"], []),
        ("2026-11-01T10:00", ["2026-10-01"], []),
        ("2026-11-02T10:00", ["2026-10-01"], ["2026-11-02"]),
        ("2026-11-02T10:00", ["2026-10-30", "2026-10-01"], ["2026-11-02"]),
        ("2026-11-02T10:00", ["2026-10-31", "2026-10-01"], []),
        ("2026-11-02T10:00", [], ["2026-10-01", "2026-11-02"]),
        ("2026-11-02T10:00", ["2026-11-02"], []),
        ("2026-11-30T10:00", ["2026-11-02"], ["2026-11-30"]),
    ],
)
def test_progress_notices_not_sent(now, sent, missing):
    received = at("2026-09-01T10:00")
    found = monthly_check.progress_due(received, [date(day) for day in sent], at(now), korea())
    assert found == tuple(date(day) for day in missing)
    assert monthly_check.progress_due(received, (), at(now), korea(), closed_at=at("2026-09-02T10:00")) == ()


def test_what_cannot_be_judged():
    naive = datetime.datetime(2026, 11, 2, 10)
    with pytest.raises(FactsError, match="no time zone"):
        monthly_check.may_dun(Checked("1", OVER), naive, korea())
    with pytest.raises(FactsError, match=r"^A letter cannot be from the future \(2026-11-03\)\.$"):
        monthly_check.may_dun(Checked("1", OVER, dunned_on=date("2026-11-03")), at("2026-11-02T10:00"), korea())
    for day in ("2036-12-31", "2018-12-31"):
        with pytest.raises(UnknownYearError):
            monthly_check.next_check(date(day), korea())
