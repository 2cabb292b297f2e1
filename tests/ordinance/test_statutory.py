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


def test_progress_needs_known_years():
    for received, until in (("2018-12-31T10:00", "2026-01-01T10:00"), ("2026-01-01T10:00", "2037-01-01T10:00")):
        with pytest.raises(FactsError, match="are not known"):
            statutory.progress_notices(at(received), at(until), korea())


ACT, DECREE, CIVIL, FOI = "petition-act", "petition-decree", "civil-act", "foi-act"
BY_CIVIL_ACT = [(CIVIL, "제157조"), (CIVIL, "제159조"), (CIVIL, "제161조")]
OTHER = [
    (statutory.objection_due, "2026-03-02", "2026-05-04", [(ACT, "제35조제1항"), *BY_CIVIL_ACT]),  # 60th: 1 May
    (statutory.objection_due, "2026-01-05", "2026-03-06", [(ACT, "제35조제1항"), *BY_CIVIL_ACT]),
    (statutory.objection_decision_due, "2026-11-02", "2026-11-12", [(ACT, "제35조제2항"), *BY_CIVIL_ACT]),
    (statutory.objection_decision_due, "2026-11-04", "2026-11-16", [(ACT, "제35조제2항"), *BY_CIVIL_ACT]),  # Saturday
    (statutory.uncollected_from, "2026-11-02", "2026-11-17", [(DECREE, "제25조제4항"), *BY_CIVIL_ACT]),
    (
        statutory.foi_objection_due,
        "2026-11-02",
        "2026-12-02",
        [(FOI, "제18조제1항"), (FOI, "제29조제1항"), *BY_CIVIL_ACT],
    ),
    (
        statutory.foi_objection_due,
        "2026-11-05",
        "2026-12-07",
        [(FOI, "제18조제1항"), (FOI, "제29조제1항"), *BY_CIVIL_ACT],
    ),
    (
        statutory.foi_third_party_due,
        "2026-11-02",
        "2026-11-05",
        [(FOI, "제21조제1항"), (FOI, "제29조제1항"), *BY_CIVIL_ACT],
    ),
    (
        statutory.foi_third_party_due,
        "2026-11-05",
        "2026-11-09",
        [(FOI, "제21조제1항"), (FOI, "제29조제1항"), *BY_CIVIL_ACT],
    ),
    (statutory.foi_decision_due, "2026-11-02", "2026-11-13", [(FOI, "제11조제1항"), (FOI, "제29조제2항제1호")]),
    (statutory.foi_decision_due, "2026-10-31", "2026-11-13", [(FOI, "제11조제1항"), (FOI, "제29조제2항제1호")]),
    (
        statutory.foi_objection_decision_due,
        "2026-11-02",
        "2026-11-10",
        [(FOI, "제18조제3항"), (FOI, "제29조제2항제3호")],
    ),
]


def laws_of(articles):
    return [(article.ordinance, str(article)) for article in articles]


@pytest.mark.parametrize(("rule", "since", "due", "articles"), OTHER)
def test_other_periods(rule, since, due, articles):
    found = rule(date(since), korea())
    assert (found.iso, laws_of(found.articles)) == (due, articles)
    assert found.at is None
    assert found.days[-1].date == found.on


EXTENDED = [
    (statutory.objection_decision_due, 10, "2026-11-23", [(ACT, "제35조제2항"), *BY_CIVIL_ACT]),  # the 22nd is a Sunday
    (statutory.objection_decision_due, 1, "2026-11-13", [(ACT, "제35조제2항"), *BY_CIVIL_ACT]),
    (statutory.foi_decision_due, 10, "2026-11-27", [(FOI, "제11조제2항"), (FOI, "제29조제2항제1호")]),
    (statutory.foi_decision_due, 1, "2026-11-16", [(FOI, "제11조제2항"), (FOI, "제29조제2항제1호")]),
    (statutory.foi_objection_decision_due, 7, "2026-11-19", [(FOI, "제18조제3항"), (FOI, "제29조제2항제3호")]),
]


@pytest.mark.parametrize(("rule", "days", "due", "articles"), EXTENDED)
def test_extended_decisions(rule, days, due, articles):
    found = rule(date("2026-11-02"), korea(), days)
    assert (found.iso, laws_of(found.articles)) == (due, articles)


@pytest.mark.parametrize(
    ("rule", "most", "article"),
    [
        (statutory.objection_decision_due, 10, (ACT, "제35조제2항")),
        (statutory.foi_decision_due, 10, (FOI, "제11조제2항")),
        (statutory.foi_objection_decision_due, 7, (FOI, "제18조제3항")),
    ],
)
def test_extensions_that_are_none(rule, most, article):
    for extended in (-1, most + 1):
        with pytest.raises(FactsError) as caught:
            rule(date("2026-11-02"), korea(), extended)
        (reason,) = caught.value.reasons
        assert str(reason) == f"An extension is at most {most} days, not {extended}."
        assert laws_of([reason.article]) == [article]


@pytest.mark.parametrize(
    ("demanded", "days", "due"),
    [("2026-11-02", 1, "2026-11-03"), ("2026-11-02", 5, "2026-11-09"), ("2026-09-18", 6, "2026-09-28")],
)
def test_supplement_leaves_the_first_day_out(demanded, days, due):
    found = statutory.supplement_due(date(demanded), days, korea())
    assert found.iso == due
    assert found.days[0] == (date(demanded), "first_day", "", 0, 0, ())
    assert laws_of(found.articles) == [(DECREE, "제24조제4항"), *BY_CIVIL_ACT]


def test_the_first_day_left_out_may_be_a_holiday():
    found = statutory.supplement_due(date("2026-09-25"), 1, korea())
    assert found.days[0].name == "추석"
    assert found.iso == "2026-09-28"


def test_a_supplement_needs_a_day():
    with pytest.raises(FactsError, match=r"^A period has at least one day, not 0\.$"):
        statutory.supplement_due(date("2026-11-02"), 0, korea())


def test_the_count_of_transfer_and_receipt():
    found = statutory.receipt_due(at("2026-11-02T10:00"), korea())
    assert found.on == date("2026-11-03")
    assert [day.amount for day in found.days] == [7 * 3600, 3600]


def test_unknown_years():
    for day in ("2036-12-30", "2018-12-28"):
        for rule in (statutory.objection_due, statutory.foi_decision_due):
            with pytest.raises(FactsError, match="are not known"):
                rule(date(day), korea())
    for moment in ("2018-12-31T18:30", "2036-12-31T18:30"):
        with pytest.raises(FactsError, match="are not known"):
            statutory.receipt_due(at(moment), korea())


def judged(verdict, *articles):
    """The sentences; the verdict cites the articles, and each sentence the first of them."""
    assert laws_of(verdict.articles) == [(DECREE, article) for article in articles]
    assert laws_of(reason.article for reason in verdict.reasons) == [(DECREE, articles[0])] * len(verdict.reasons)
    return reasons(verdict)


def test_longer_supplements_are_asked_for_twice():
    for times, said in (
        (0, []),
        (1, []),
        (2, ["The petitioner has already asked 2 times for longer."]),
        (3, ["The petitioner has already asked 3 times for longer."]),
    ):
        assert judged(statutory.may_ask_for_longer_supplement(times), "제24조제2항") == said


def test_a_supplement_is_demanded_again_once_within_ten_days():
    for days, again, said in (
        (1, False, []),
        (10, False, []),
        (0, False, ["A renewed demand sets from 1 to 10 days, not 0."]),
        (10, True, ["The supplement has already been demanded again."]),
        (
            11,
            True,
            ["The supplement has already been demanded again.", "A renewed demand sets from 1 to 10 days, not 11."],
        ),
    ):
        assert judged(statutory.may_demand_again(days, again), "제24조제3항") == said


@pytest.mark.parametrize(
    ("taken", "last"), [(0, "2026-10-08"), (14, "2026-09-24"), (20, "2026-09-18"), (21, "2026-09-17")]
)
def test_the_last_day_of_a_field_survey(taken, last):
    assert statutory.survey_last_day(date("2026-09-18"), taken) == date(last)


def test_field_surveys():
    for days, extended, said in (
        (1, [], []),
        (14, [], []),
        (1, [1], []),
        (1, [7], []),
        (0, [], ["A field survey takes from 1 to 14 days, not 0."]),
        (1, [1, 1], ["A field survey is extended only once."]),
        (
            15,
            [8, 0],
            [
                "A field survey takes from 1 to 14 days, not 15.",
                "A field survey is extended only once.",
                "A field survey is extended by 1 to 7 days, not 8.",
                "A field survey is extended by 1 to 7 days, not 0.",
            ],
        ),
    ):
        assert judged(statutory.may_survey(days, extended), "제17조제4항", "제17조제5항") == said
