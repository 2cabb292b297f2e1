"""How many petitions are on time, how long they take, and what of it everybody may read."""

import datetime
from fractions import Fraction

import pytest

from cms.ordinance import statistics_of_cases
from cms.ordinance.periods import Pause
from cms.ordinance.statistics_of_cases import Figures, Row, Shown, public, statistics
from cms.ordinance.verdict import FactsError
from cms.ordinance.working_time_left import due
from tests.ordinance.clocks import at, date, korea

NOW = at("2026-11-20T10:00")
MONDAY = at("2026-11-02T09:00")
DUE = due(date("2026-11-06"))


def row(kind="질의", department="교통과", closed=None, until=DUE, outcome="", pauses=()):
    return Row(kind, department, MONDAY, until, at(closed) if closed else None, outcome, pauses)


def total(*rows, now=NOW):
    return statistics(rows, now, korea()).total


def test_of_nothing():
    nothing = total()
    assert nothing == Figures(0, 0, 0, 0, 0, (), None)
    assert (nothing.open, nothing.on_time_share, nothing.median_days) == (0, None, None)
    assert statistics([], NOW, korea()).by_kind == {}


@pytest.mark.parametrize(
    ("facts", "now", "figures"),
    [
        ({"closed": "2026-11-06T23:59"}, NOW, (1, 1, 0, 0)),
        ({"closed": "2026-11-07T00:00"}, NOW, (1, 0, 1, 0)),
        ({}, at("2026-11-06T10:00"), (0, 0, 0, 0)),
        ({}, at("2026-11-07T00:00"), (0, 0, 1, 1)),
        ({"until": None}, NOW, (0, 0, 0, 0)),
        ({"until": None, "closed": "2026-11-03T10:00"}, NOW, (1, 0, 0, 0)),
        ({"until": due(date("2026-11-03"), at("2026-11-03T10:00")), "closed": "2026-11-03T10:00"}, NOW, (1, 1, 0, 0)),
        ({"until": due(date("2026-11-03"), at("2026-11-03T10:00")), "closed": "2026-11-03T10:01"}, NOW, (1, 0, 1, 0)),
    ],
)
def test_on_time_or_late(facts, now, figures):
    found = total(row(**facts), now=now)
    assert (found.closed, found.on_time, found.late, found.overdue) == figures
    assert (found.received, found.open) == (1, 1 - found.closed)


def test_the_share_of_what_is_on_time():
    on_time, late = row(closed="2026-11-05T10:00"), row(closed="2026-11-09T10:00")
    still_open, no_period = row(), row(until=None)
    found = total(on_time, on_time, late, still_open, no_period)
    assert found.on_time_share == Fraction(2, 4)
    assert (found.on_time, found.late, found.overdue, found.open) == (2, 2, 1, 2)
    assert total(no_period).on_time_share is None


@pytest.mark.parametrize(
    ("closed", "hours"),
    [
        (["2026-11-02T10:00"], 1),
        (["2026-11-02T10:00", "2026-11-02T12:00"], 2),
        (["2026-11-02T10:00", "2026-11-02T12:00", "2026-11-04T09:00"], 3),
        (["2026-11-02T09:30", "2026-11-02T10:00"], Fraction(3, 4)),
    ],
)
def test_the_median(closed, hours):
    found = total(*(row(closed=moment) for moment in closed), row())
    assert found.median_hours == hours
    assert found.median_days == Fraction(hours) / 8


def test_what_was_paused_is_not_counted():
    pause = Pause(at("2026-11-02T10:00"), at("2026-11-03T10:00"))
    assert total(row(closed="2026-11-03T11:00", pauses=(pause,))).median_hours == 2


def test_by_kind_and_department():
    rows = [
        row("질의", "교통과", "2026-11-03T10:00", outcome="completed"),
        row("질의", "환경과", "2026-11-03T10:00", outcome="refused"),
        row("건의", "교통과", "2026-11-03T10:00", outcome="completed"),
        row("건의", "교통과"),
    ]
    found = statistics(iter(rows), NOW, korea())
    assert {name: each.received for name, each in found.by_kind.items()} == {"건의": 2, "질의": 2}
    assert list(found.by_kind) == ["건의", "질의"]
    assert {name: each.received for name, each in found.by_department.items()} == {"교통과": 3, "환경과": 1}
    assert {name: each.received for name, each in found.by_both.items()} == {
        ("건의", "교통과"): 2,
        ("질의", "교통과"): 1,
        ("질의", "환경과"): 1,
    }
    assert found.total.outcomes == (("completed", 2), ("refused", 1))
    assert found.by_department["교통과"].outcomes == (("completed", 2),)
    assert found.by_both["건의", "교통과"].overdue == 1


def test_rows_that_cannot_be_counted():
    with pytest.raises(FactsError, match="cannot end"):
        total(row(closed="2026-11-02T08:59"))
    with pytest.raises(FactsError, match="no time zone"):
        total(row(), now=datetime.datetime(2026, 11, 20))


def kinds(**numbers):
    return [row(name, "교통과", "2026-11-03T10:00") for name, number in numbers.items() for _each in range(number)]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ({"a": 3, "b": 4}, {"a": 3, "b": 4}),
        ({"a": 2, "b": 4, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 2, "b": 1, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 1, "b": 1, "c": 3, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
        ({"a": 1, "b": 3, "c": 3}, {"a": None, "b": None, "c": 3}),
        ({"a": 9, "b": 2}, {"a": None, "b": None}),
        ({"a": 2}, {"a": None}),
        ({"a": 3}, {"a": 3}),
    ],
)
def test_small_numbers_are_not_shown_nor_given_away(numbers, shown):
    found = public(statistics(kinds(**numbers), NOW, korea()))
    assert {name: each and each.received for name, each in found.by_kind.items()} == shown
    assert list(found.by_kind) == sorted(numbers)
    together = sum(numbers.values())
    assert (found.total and found.total.received) == (together if together >= 3 else None)
    assert found.by_department == {"교통과": found.total}


def test_what_rests_on_few_is_not_shown():
    closed, still_open, waiting = row(closed="2026-11-02T10:00"), row(), row(until=None)

    def of(*rows):
        return public(statistics(rows, NOW, korea())).total

    assert of(closed, closed, closed) == Shown(3, Fraction(1), Fraction(1))
    assert of(closed, closed, still_open) == Shown(3, Fraction(2, 3), None)
    assert of(closed, closed, waiting) == Shown(3, None, None)
    assert of(still_open, still_open, still_open) == Shown(3, Fraction(0), None)
    assert statistics_of_cases.LEAST_SHOWN == 3


def test_another_least_number():
    figures = statistics(kinds(a=4, b=5), NOW, korea())
    assert public(figures, least=5).by_kind == {"a": None, "b": None}
    assert public(figures, least=9).total == Shown(9, Fraction(1), Fraction(9))
    assert public(figures, least=10).total is None
