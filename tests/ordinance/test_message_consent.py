"""When somebody is told again of what they agreed to receive."""

import pytest

from cms.ordinance.message_consent import confirm_by, is_to_be_confirmed
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date
from tests.ordinance.verdicts import cited, reasons


@pytest.mark.parametrize(
    ("agreed", "years", "last"),
    [
        ("2026-03-10", 2, "2028-03-09"),
        ("2026-03-10", 1, "2027-03-09"),
        ("2024-02-29", 2, "2026-02-27"),
        ("2026-01-01", 2, "2027-12-31"),
    ],
)
def test_the_day_before_the_same_day(agreed, years, last):
    assert confirm_by(date(agreed), years) == date(last)


@pytest.mark.parametrize(
    ("today", "told"), [("2028-02-07", False), ("2028-02-08", True), ("2028-03-09", True), ("2030-01-01", True)]
)
def test_it_begins_thirty_days_ahead(today, told):
    found = is_to_be_confirmed(date("2026-03-10"), date(today))
    assert bool(found) == told
    assert reasons(found) == ([] if told else ["The consent is good without a reminder until 2028-02-08."])
    assert cited(found) == ["제50조제8항", "제62조의3제1항"]


def test_other_years_and_consents_of_the_future_are_refused():
    with pytest.raises(FactsError):
        confirm_by(date("2026-03-10"), 3)
    with pytest.raises(FactsError):
        is_to_be_confirmed(date("2026-03-10"), date("2026-03-09"))
