"""Months and quarters."""

import datetime as dt

import pytest

from cms.evaluation.canonical import canonical
from cms.evaluation.periods import Period


@pytest.mark.parametrize(
    ("written", "first", "last", "next_month"),
    [
        ("2026-11", (2026, 11, 1), (2026, 11, 30), "2026-12"),
        ("2026-12", (2026, 12, 1), (2026, 12, 31), "2027-01"),
        ("2028-02", (2028, 2, 1), (2028, 2, 29), "2028-03"),
        ("2026-Q1", (2026, 1, 1), (2026, 3, 31), "2026-04"),
        ("2026-Q4", (2026, 10, 1), (2026, 12, 31), "2027-01"),
    ],
)
def test_from_and_to(written, first, last, next_month):
    period = Period.parse(written)
    assert (period.first, period.last) == (dt.date(*first), dt.date(*last))
    assert (str(period), str(period.next_month)) == (written, next_month)


def test_a_quarter_has_three_months():
    quarter = Period.parse("2026-Q3")
    months = [Period.parse(f"2026-{number}") for number in ("07", "08", "09")]
    assert [month.quarter for month in months] == [quarter] * 3
    assert Period.parse("2026-10").quarter == Period.parse("2026-Q4")


@pytest.mark.parametrize("written", ["", "2026-13", "2026-1", "2026-Q5", "2026-00", "2026-11-01", "26-11"])
def test_what_is_no_period(written):
    with pytest.raises(ValueError, match="2026-11"):
        Period.parse(written)


def test_a_canonical_document_has_one_form():
    assert canonical({"b": [1, None], "a": "가"}) == canonical({"a": "가", "b": [1, None]}) == '{"a":"가","b":[1,null]}'
    with pytest.raises(TypeError, match="canonical"):
        canonical({"a": [{"b": 0.1}]})
