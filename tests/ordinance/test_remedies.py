"""What a refusal says, who may object until when, and how that is decided."""

import pytest

from cms.ordinance import remedies
from cms.ordinance.calendar import UnknownYearError
from cms.ordinance.remedies import Objection, Remedy
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date, korea
from tests.ordinance.verdicts import cited, reasons, resting_on

NO_REASONS = "A refusal gives its reasons."
NO_REMEDIES = "A refusal tells the remedies against it."
NO_DEPARTMENT = "A refusal names the department to which to object."
NO_ADDRESS = "A refusal gives the address to which to object."
NOT_OPEN = "Only the refusal of a statutory petition is open to an objection."
NOT_REFUSED = "The petition has not been refused."
TWICE = "An objection to this refusal has already been made."
NO_GROUNDS = "An objection says what it asks for and why."


def test_remedies_of_the_act():
    assert remedies.remedies(True) == (Remedy.OBJECTION, Remedy.APPEAL, Remedy.LAWSUIT)
    assert remedies.remedies(False) == ()


# Received on 18 September 2026, sixty days end on Tuesday, 17 November.
@pytest.mark.parametrize(
    ("facts", "made_on", "said"),
    [
        ({}, "2026-09-18", []),
        ({}, "2026-11-17", []),
        ({}, "2026-11-18", ["The objection was open until 2026-11-17."]),
        ({"refusal_received_on": None}, "2027-11-18", []),
        ({"refusal_received_on": date("2026-09-16")}, "2026-11-16", []),
        ({"refusal_received_on": date("2026-09-15")}, "2026-11-16", []),
        ({"refusal_received_on": date("2026-09-15")}, "2026-11-17", ["The objection was open until 2026-11-16."]),
        ({"is_statutory": False}, "2026-11-17", [NOT_OPEN]),
        ({"is_refused": False}, "2026-11-17", [NOT_REFUSED]),
        ({"made_before": 1}, "2026-11-17", [TWICE]),
        ({"grounds": " \n"}, "2026-11-17", [NO_GROUNDS]),
        (
            {"is_statutory": False, "is_refused": False, "made_before": 2, "grounds": ""},
            "2026-11-18",
            [NOT_OPEN, NOT_REFUSED, TWICE, NO_GROUNDS, "The objection was open until 2026-11-17."],
        ),
    ],
)
def test_who_may_object_and_until_when(facts, made_on, said):
    usual = {
        "is_statutory": True,
        "is_refused": True,
        "refusal_received_on": date("2026-09-18"),
        "grounds": "요건을 갖추었습니다.",
    }
    verdict = remedies.may_object(Objection(**{**usual, **facts}), date(made_on), korea())
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict)[0] == "제35조제1항"
    assert resting_on(verdict) == ["제40조" if each == NO_GROUNDS else "제35조제1항" for each in said]


def test_objections_that_cannot_be_judged():
    objection = Objection(True, True, date("2026-09-18"), "이유")
    with pytest.raises(
        FactsError, match=r"^The refusal, received on 2026-09-18, cannot be objected to on 2026-09-17\.$"
    ):
        remedies.may_object(objection, date("2026-09-17"), korea())
    with pytest.raises(UnknownYearError):
        remedies.may_object(Objection(True, True, date("2040-09-18"), "이유"), date("2040-09-18"), korea())


WITHOUT_REASONS = "The decision on an objection gives its reasons."
WITHOUT_REMEDIES = "The decision tells the remedies against the refusal that stands."


@pytest.mark.parametrize(
    ("days", "why", "before", "said"),
    [
        (1, "현장 확인", False, []),
        (10, "현장 확인", False, []),
        (0, "현장 확인", False, ["The decision is put off by 1 to 10 days, not 0."]),
        (11, "현장 확인", False, ["The decision is put off by 1 to 10 days, not 11."]),
        (5, "현장 확인", True, ["The decision has already been put off once."]),
        (5, " ", False, ["Write why the decision is put off; the petitioner is told."]),
        (
            11,
            "",
            True,
            [
                "The decision is put off by 1 to 10 days, not 11.",
                "The decision has already been put off once.",
                "Write why the decision is put off; the petitioner is told.",
            ],
        ),
    ],
)
def test_putting_a_decision_off(days, why, before, said):
    verdict = remedies.may_extend_decision(days, why, before)
    assert reasons(verdict) == said
    assert cited(verdict) == ["제35조제2항"]
    assert resting_on(verdict) == ["제35조제2항"] * len(said)
