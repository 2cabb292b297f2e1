"""When what is personal in a petition goes: by the Civil Act, day by day."""

import datetime

import pytest

from cms.ordinance.petition_retention import Closed, draft_kept_until, erasable_from, kept_until, may_erase
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date
from tests.ordinance.verdicts import cited, reasons


@pytest.mark.parametrize(
    ("closed", "years", "last"),
    [
        ("2026-11-22", 5, "2031-11-22"),
        ("2026-12-31", 1, "2027-12-31"),
        ("2024-02-28", 1, "2025-02-28"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2027-02-28", 1, "2028-02-29"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2026-11-22", 30, "2056-11-22"),
    ],
)
def test_the_day_of_closing_is_left_out_and_the_last_one_is_whole(closed, years, last):
    assert kept_until(date(closed), years) == date(last)
    assert erasable_from(date(closed), years) == date(last) + datetime.timedelta(1)


@pytest.mark.parametrize("years", [0, -1, 31])
def test_years_beyond_reason_are_refused(years):
    with pytest.raises(FactsError, match="1 to 30"):
        kept_until(date("2026-11-22"), years)


OPEN, OBJECTED = "The petition is not closed.", "An objection about it is open."


@pytest.mark.parametrize(
    ("petition", "today", "said"),
    [
        (Closed(date("2026-11-22")), "2031-11-22", ["It is kept until the end of 2031-11-22."]),
        (Closed(date("2026-11-22")), "2031-11-23", []),
        (Closed(date("2026-11-22"), True), "2031-11-23", [OBJECTED]),
        (Closed(date("2026-11-22"), True), "2026-11-22", ["It is kept until the end of 2031-11-22.", OBJECTED]),
        (Closed(None), "2090-01-01", [OPEN]),
        (Closed(None, True), "2090-01-01", [OPEN, OBJECTED]),
    ],
)
def test_what_keeps_it(petition, today, said):
    verdict = may_erase(petition, 5, date(today))
    assert (reasons(verdict), bool(verdict)) == (said, not said)
    assert cited(verdict) == ["제21조제1항", "제157조", "제159조", "제160조"]


def test_a_draft_goes_by_the_hour_of_its_last_change():
    assert draft_kept_until(at("2026-11-22T10:30"), 7) == at("2026-11-29T10:30")
    with pytest.raises(FactsError, match="no time zone"):
        draft_kept_until(datetime.datetime(2026, 11, 22), 7)
    with pytest.raises(FactsError, match="a day at least"):
        draft_kept_until(at("2026-11-22T10:30"), 0)
