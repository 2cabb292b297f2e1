"""Points: first in, first out, expiry, published rules."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance.mileage import Earned, Part, Spent, expiry, may_spend, statement, taken
from cms.ordinance.policy import SILENT, Clause
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date
from tests.ordinance.verdicts import ALL, SEOUL, cited, reasons, with_clause

RULES = date("2026-01-01")


def earned(points, on, until="2027-12-31"):
    return Earned(points, date(on), date(until))


def spent(points, on, use=1):
    return Spent(points, date(on), use)


@pytest.mark.parametrize(
    ("on", "months", "last"),
    [
        ("2026-01-15", 12, "2027-01-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-02-28", 1, "2026-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-09-30", 1, "2026-10-31"),
    ],
)
def test_expiry(on, months, last):
    """민법 제160조: the period begins with the next day; one that begins a month ends with a month."""
    assert expiry(date(on), months, SEOUL) == date(last)


def test_an_ordinance_that_names_a_shorter_validity():
    policy = with_clause(SEOUL, "mileage", validity_months=Clause(6, SEOUL.mileage.expiry.article))
    assert expiry(date("2026-01-15"), 12, policy) == date("2026-07-15")
    assert expiry(date("2026-01-15"), 3, policy) == date("2026-04-15")
    with pytest.raises(FactsError, match="at least one month, not 0"):
        expiry(date("2026-01-15"), 0, SEOUL)


def test_first_in_first_out():
    old, new = earned(10, "2026-01-01", "2026-06-30"), earned(10, "2026-02-01", "2026-12-31")
    ledger = [new, spent(12, "2026-03-01"), old]
    found = statement(ledger, date("2026-03-01"))
    assert (found.earned, found.spent, found.expired, found.balance) == (20, 12, 0, 8)
    assert found.left == (Part(new, 8),)
    assert taken([old, new], spent(12, "2026-03-01")) == (Part(old, 10), Part(new, 2))


def test_points_expire_after_their_last_day():
    ledger = [earned(10, "2026-01-01", "2026-06-30"), earned(5, "2026-02-01", "2026-12-31"), spent(4, "2026-03-01")]
    assert statement(ledger, date("2026-06-30")).balance == 11
    after = statement(ledger, date("2026-07-01"))
    assert (after.balance, after.expired) == (5, 6)
    assert reasons(may_spend(ledger, spent(6, "2026-07-01"), RULES, SEOUL)) == ["6 points are wanted, 5 are left."]
    assert may_spend(ledger, spent(5, "2026-07-01"), RULES, SEOUL)
    assert may_spend(ledger, spent(11, "2026-06-30"), RULES, SEOUL)


def test_expired_points_were_not_spent_later():
    ledger = [earned(10, "2026-01-01", "2026-06-30"), earned(5, "2026-02-01"), spent(5, "2026-07-01")]
    found = statement(ledger, date("2026-07-02"))
    assert (found.earned, found.spent, found.expired, found.balance) == (15, 5, 10, 0)


def test_points_of_the_future_do_not_count():
    ledger = [earned(10, "2026-05-01"), spent(3, "2026-06-01")]
    assert statement(ledger, date("2026-04-30")).earned == 0
    assert statement(ledger, date("2026-05-31")).balance == 10


def test_a_ledger_that_does_not_add_up():
    with pytest.raises(FactsError, match="More points were spent on 2026-03-01"):
        statement([earned(1, "2026-01-01"), spent(2, "2026-03-01")], date("2026-03-01"))
    with pytest.raises(FactsError, match="More points were spent"):
        statement([earned(2, "2026-05-01"), spent(2, "2026-03-01")], date("2026-06-01"))
    with pytest.raises(FactsError) as caught:
        statement([earned(0, "2026-01-01", "2025-12-31"), spent(-1, "2026-01-01")], date("2026-03-01"))
    assert len(caught.value.reasons) == 3


def test_every_reason_against_spending():
    found = may_spend([], spent(0, "2026-03-01", use=4), None, SEOUL)
    assert reasons(found) == [
        "The rules of the mileage are not published yet.",
        "Points cannot be used for item 4.",
        "At least one point is used, not 0.",
    ]
    assert cited(found) == ["제8조제1항", "제8조제3항"]
    ledger = [earned(10, "2026-01-01")]
    assert not may_spend(ledger, spent(1, "2026-03-01"), date("2026-03-02"), SEOUL)
    assert may_spend(ledger, spent(1, "2026-03-01"), date("2026-03-01"), SEOUL)
    free = with_clause(SEOUL, "mileage", rules_published=SILENT, uses=SILENT)
    assert may_spend(ledger, spent(1, "2026-03-01", use=99), None, free)


def test_only_seoul_has_mileage():
    ledger = [earned(10, "2026-01-01")]
    assert [bool(may_spend(ledger, spent(1, "2026-03-01"), RULES, policy)) for policy in ALL] == [
        False,
        False,
        True,
        False,
    ]


START = date("2026-01-01")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 400), st.integers(0, 200), st.booleans()), max_size=25))
def test_the_ledger_always_adds_up(steps):
    """Entries as they come: a credit, or as much as may be spent that day."""
    ledger = []
    for points, day, valid, is_credit in sorted(steps, key=lambda step: step[1]):
        on = START + datetime.timedelta(day)
        if is_credit:
            ledger.append(Earned(points, on, on + datetime.timedelta(valid)))
        elif may_spend(ledger, Spent(points, on, 1), RULES, SEOUL):
            parts = taken(ledger, Spent(points, on, 1))
            assert sum(part.points for part in parts) == points
            assert [part.earned.on for part in parts] == sorted(part.earned.on for part in parts)
            ledger.append(Spent(points, on, 1))
        else:
            assert statement(ledger, on).balance < points
        found = statement(ledger, on)
        assert found.earned == found.spent + found.expired + found.balance
        assert found.balance >= 0
