"""Transfer, progress, supplement, objection, information: at every boundary."""

import pytest

from cms.ordinance import statutory
from cms.ordinance.laws import written
from cms.ordinance.statutory import PetitionKind, Transfer
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date, korea


def reasons(verdict):
    assert verdict.ok == (not verdict.reasons)
    return [str(reason) for reason in verdict.reasons]


def test_periods_that_the_decree_sets():
    assert {
        kind.value: (period.amount, period.unit.value, written(article))
        for kind, (period, article) in statutory.PROCESSING.items()
    } == {
        "legal_question": (14, "days", "「민원 처리에 관한 법률 시행령」 제14조제1호"),
        "question": (7, "days", "「민원 처리에 관한 법률 시행령」 제14조제2호"),
        "suggestion": (14, "days", "「민원 처리에 관한 법률 시행령」 제15조"),
        "other": (1, "immediate", "「민원 처리에 관한 법률 시행령」 제16조제1항"),
        "grievance": (7, "days", "「민원 처리에 관한 법률 시행령」 제17조제1항"),
    }
    assert set(statutory.PROCESSING) == set(PetitionKind)


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2026-11-02T10:00", "2026-11-03T10:00+09:00"),
        ("2026-11-06T20:00", "2026-11-09T18:00+09:00"),
        ("2026-09-23T17:00", "2026-09-28T17:00+09:00"),
    ],
)
def test_receipt_within_eight_working_hours(arrived, due):
    found = statutory.receipt_due(at(arrived), korea())
    assert found.iso == due
    assert [written(article) for article in found.articles] == ["「민원 처리에 관한 법률 시행령」 제6조제7항"]


@pytest.mark.parametrize(
    ("transfer", "due", "article"),
    [
        (Transfer.TO_DEPARTMENT, "2026-11-02T11:00+09:00", "제13조제1항"),
        (Transfer.TO_FAR_DEPARTMENT, "2026-11-02T14:00+09:00", "제13조제1항"),
        (Transfer.WRONG_DEPARTMENT, "2026-11-02T14:00+09:00", "제13조제2항"),
        (Transfer.OTHER_AGENCY, "2026-11-03T10:00+09:00", "제13조제3항"),
    ],
)
def test_transfer(transfer, due, article):
    found = statutory.transfer_due(at("2026-11-02T10:00"), transfer, korea())
    assert (found.iso, str(found.articles[0])) == (due, article)


@pytest.mark.parametrize(
    ("until", "notices"),
    [
        ("2026-03-31T23:59", []),
        ("2026-04-01T00:00", ["2026-04-01"]),
        ("2026-05-03T10:00", ["2026-04-01"]),
        ("2026-05-04T10:00", ["2026-04-01", "2026-05-04"]),
        ("2026-06-01T10:00", ["2026-04-01", "2026-05-04", "2026-06-01"]),
    ],
)
def test_progress_notices(until, notices):
    """Received on 2 March 2026: thirty days are 1 April, sixty 1 May (노동절, so the 4th), ninety 31 May (Sunday)."""
    found = statutory.progress_notices(at("2026-03-02T10:00"), at(until), korea())
    assert [day.isoformat() for day in found] == notices


CIVIL = [
    (statutory.objection_due, "2026-03-02", "2026-05-04", "제35조제1항"),  # the 60th day is 1 May
    (statutory.objection_due, "2026-01-05", "2026-03-06", "제35조제1항"),
    (statutory.objection_decision_due, "2026-11-02", "2026-11-12", "제35조제2항"),
    (statutory.objection_decision_due, "2026-11-04", "2026-11-16", "제35조제2항"),  # the 10th day is a Saturday
    (statutory.uncollected_from, "2026-11-02", "2026-11-17", "제25조제4항"),
    (statutory.foi_objection_due, "2026-11-02", "2026-12-02", "제18조제1항"),
    (statutory.foi_objection_due, "2026-11-05", "2026-12-07", "제18조제1항"),  # the 30th day is a Saturday
    (statutory.foi_third_party_due, "2026-11-02", "2026-11-05", "제21조제1항"),
    (statutory.foi_third_party_due, "2026-11-05", "2026-11-09", "제21조제1항"),
    (statutory.foi_decision_due, "2026-11-02", "2026-11-13", "제11조제1항"),
    (statutory.foi_decision_due, "2026-10-31", "2026-11-13", "제11조제1항"),
    (statutory.foi_objection_decision_due, "2026-11-02", "2026-11-10", "제18조제3항"),
]


@pytest.mark.parametrize(("rule", "since", "due", "article"), CIVIL)
def test_other_periods(rule, since, due, article):
    found = rule(date(since), korea())
    assert (found.iso, str(found.articles[0])) == (due, article)
    assert found.at is None


def test_extended_decisions():
    assert statutory.objection_decision_due(date("2026-11-02"), korea(), 10).iso == "2026-11-23"  # the 22nd is a Sunday
    assert statutory.foi_decision_due(date("2026-11-02"), korea(), 10).iso == "2026-11-27"
    assert str(statutory.foi_decision_due(date("2026-11-02"), korea(), 1).articles[0]) == "제11조제2항"
    assert statutory.foi_objection_decision_due(date("2026-11-02"), korea(), 7).iso == "2026-11-19"
    for rule, most in (
        (statutory.objection_decision_due, 10),
        (statutory.foi_decision_due, 10),
        (statutory.foi_objection_decision_due, 7),
    ):
        for extended in (-1, most + 1):
            with pytest.raises(FactsError, match=f"at most {most} days, not {extended}"):
                rule(date("2026-11-02"), korea(), extended)


@pytest.mark.parametrize(
    ("demanded", "days", "due"),
    [("2026-11-02", 1, "2026-11-03"), ("2026-11-02", 5, "2026-11-09"), ("2026-09-18", 6, "2026-09-28")],
)
def test_supplement_leaves_the_first_day_out(demanded, days, due):
    found = statutory.supplement_due(date(demanded), days, korea())
    assert found.iso == due
    assert found.days[0].kind == "first_day"
    assert [written(article) for article in found.articles] == [
        "「민원 처리에 관한 법률 시행령」 제24조제4항",
        "「민법」 제157조",
        "「민법」 제159조",
        "「민법」 제161조",
    ]


def test_a_supplement_needs_a_day():
    with pytest.raises(FactsError, match="at least one day, not 0"):
        statutory.supplement_due(date("2026-11-02"), 0, korea())


def test_unknown_years():
    for rule in (statutory.objection_due, statutory.foi_decision_due):
        with pytest.raises(FactsError):
            rule(date("2036-12-30"), korea())
    with pytest.raises(FactsError):
        statutory.receipt_due(at("2018-12-30T10:00"), korea())


def test_longer_supplements_are_asked_for_twice():
    assert reasons(statutory.may_ask_for_longer_supplement(0)) == []
    assert reasons(statutory.may_ask_for_longer_supplement(1)) == []
    assert reasons(statutory.may_ask_for_longer_supplement(2)) == [
        "The petitioner has already asked 2 times for longer."
    ]


def test_a_supplement_is_demanded_again_once_within_ten_days():
    assert reasons(statutory.may_demand_again(1, False)) == []
    assert reasons(statutory.may_demand_again(10, False)) == []
    assert reasons(statutory.may_demand_again(11, True)) == [
        "The supplement has already been demanded again.",
        "A renewed demand sets from 1 to 10 days, not 11.",
    ]
    assert reasons(statutory.may_demand_again(0, False)) == ["A renewed demand sets from 1 to 10 days, not 0."]


def test_field_surveys():
    assert reasons(statutory.may_survey(14, [])) == []
    assert reasons(statutory.may_survey(1, [7])) == []
    assert reasons(statutory.may_survey(15, [8, 0])) == [
        "A field survey takes from 1 to 14 days, not 15.",
        "A field survey is extended only once.",
        "A field survey is extended by 1 to 7 days, not 8.",
        "A field survey is extended by 1 to 7 days, not 0.",
    ]
    assert not statutory.may_survey(0, [])
