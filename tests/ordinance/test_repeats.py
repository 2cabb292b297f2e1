"""What may be closed as a repeat, what goes to the audit department, what is proposed as alike."""

import datetime

import pytest

from cms.ordinance import repeats
from cms.ordinance.repeats import Alike, Earlier, Filing, Repeat
from cms.ordinance.similarity import Likeness
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at
from tests.ordinance.verdicts import cited, reasons, resting_on

NOW = at("2026-11-02T10:00")
JUST_BEFORE = NOW - datetime.timedelta(microseconds=1)
ANSWERED = Earlier(at("2026-09-01T10:00"), (at("2026-09-07T10:00"),))
AGAIN = Earlier(at("2026-10-01T10:00"), (at("2026-10-07T10:00"),))
UNANSWERED = Earlier(at("2026-10-20T10:00"))
STATUTORY = "A statutory petition is never closed as a repeat."
CAUSE = "The petitioner has just cause to file it again."
COMMITTEE = "A petition of 5 or more people is closed only after the mediation committee has deliberated."


def filing(number):
    return f"A repeat is filed at least 3 times; this is filing number {number}."


def results(number):
    return f"Before it came, the result must have been notified at least 2 times, not {number}."


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ((), [filing(1), results(0)]),
        ((ANSWERED,), [filing(2), results(1)]),
        ((ANSWERED, AGAIN), []),
        ((ANSWERED, UNANSWERED), [results(1)]),
        ((ANSWERED, AGAIN, UNANSWERED), []),
        ((Earlier(ANSWERED.received_at, (NOW, NOW)), AGAIN), [results(1)]),
        ((Earlier(ANSWERED.received_at, (JUST_BEFORE,)), AGAIN), []),
        ((Earlier(ANSWERED.received_at, (at("2026-09-07T10:00"), at("2026-09-08T10:00"))),), [filing(2)]),
        ((ANSWERED, Earlier(NOW, (at("2026-10-07T10:00"),))), [filing(2), results(1)]),
        ((ANSWERED, AGAIN, Earlier(at("2026-12-01T10:00"))), []),
    ],
)
def test_the_third_after_two_results(earlier, said):
    verdict = repeats.may_close_as_repeat(Repeat(False, NOW, earlier))
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict) == ["제23조제1항"]
    assert resting_on(verdict) == ["제23조제1항"] * len(said)


@pytest.mark.parametrize(
    ("facts", "said", "articles"),
    [
        ({"is_statutory": True}, [STATUTORY], ["제23조제1항"]),
        ({"has_just_cause": True}, [CAUSE], ["제23조제1항"]),
        ({"petitioners": 4}, [], ["제23조제1항"]),
        ({"petitioners": 5}, [COMMITTEE], ["제23조제1항", "제26조"]),
        ({"petitioners": 5, "committee_deliberated": True}, [], ["제23조제1항", "제26조"]),
        (
            {"is_statutory": True, "has_just_cause": True, "petitioners": 6},
            [STATUTORY, CAUSE, COMMITTEE],
            ["제23조제1항", "제26조"],
        ),
    ],
)
def test_what_else_stands_against_it(facts, said, articles):
    case = Repeat(**{"is_statutory": False, "received_at": NOW, "earlier": (ANSWERED, AGAIN), **facts})
    verdict = repeats.may_close_as_repeat(case)
    assert reasons(verdict) == said
    assert cited(verdict) == articles
    assert resting_on(verdict) == ["제26조" if each == COMMITTEE else "제23조제1항" for each in said]


def test_facts_that_cannot_be_judged():
    naive = datetime.datetime(2026, 9, 1, 10)
    with pytest.raises(FactsError) as caught:
        repeats.may_close_as_repeat(Repeat(False, naive, (Earlier(naive, (naive,)),)))
    assert [str(each) for each in caught.value.reasons] == ["2026-09-01T10:00:00 has no time zone."] * 3
    with pytest.raises(FactsError, match=r"^A petition has at least one petitioner, not 0\.$"):
        repeats.may_close_as_repeat(Repeat(False, NOW, (), petitioners=0))
    with pytest.raises(FactsError, match=r"^A number of petitions is not negative: -1\.$"):
        repeats.goes_to_audit(True, -1)
    with pytest.raises(FactsError, match="has no time zone"):
        repeats.alike(Filing("1", "a", "", naive), [])
    with pytest.raises(FactsError, match="has no time zone"):
        repeats.alike(Filing("1", "a", "", NOW), [Filing("2", "a", "", naive)])


@pytest.mark.parametrize(
    ("is_grievance", "before", "said"),
    [
        (True, 1, []),
        (True, 2, []),
        (True, 0, ["The petitioner has not filed the same grievance before."]),
        (False, 1, ["Only a grievance goes to the audit department."]),
        (
            False,
            0,
            [
                "Only a grievance goes to the audit department.",
                "The petitioner has not filed the same grievance before.",
            ],
        ),
    ],
)
def test_the_same_grievance_again_goes_to_the_audit_department(is_grievance, before, said):
    verdict = repeats.goes_to_audit(is_grievance, before)
    assert reasons(verdict) == said
    assert cited(verdict) == ["제17조제2항"]
    assert resting_on(verdict) == ["제17조제2항"] * len(said)


LAMP = "학교 앞 골목의 가로등이 석 달째 꺼져 있어 밤에 아이들이 다니기 위험합니다. 고쳐 주시기 바랍니다."
LAMP_CHANGED = "학교 앞 골목의 가로등이 넉 달째 꺼져 있어 밤에 아이들이 다니기 위험합니다. 꼭 고쳐 주시기 바랍니다."


def test_proposes_the_most_alike_and_the_newest_first():
    this = Filing("6", "김", LAMP, NOW)
    others = [
        Filing("1", "김", LAMP_CHANGED, at("2026-08-01T10:00")),
        Filing("2", "김", LAMP.replace(" ", ""), at("2026-08-02T10:00")),
        Filing("3", "김", LAMP, NOW),
        Filing("4", "김", "여권 발급 기간을 알려 주십시오.", at("2026-08-03T10:00")),
        Filing("5", "이", LAMP, at("2026-08-04T10:00")),
        Filing("7", "김", LAMP, NOW + datetime.timedelta(seconds=1)),
        this,
    ]
    found = repeats.alike(this, others)
    assert found[:2] == (Alike("3", Likeness.IDENTICAL, 100), Alike("2", Likeness.IDENTICAL, 100))
    assert [(each.reference, each.likeness) for each in found[2:]] == [("1", Likeness.SIMILAR)]
    assert 60 <= found[2].percent < 100
    assert repeats.alike(this, []) == ()


def test_nearer_texts_come_before_newer_ones():
    this = Filing("9", "김", LAMP, NOW)
    further = LAMP_CHANGED.replace("밤에 아이들이 다니기 위험합니다", "늦은 밤에 다니기 무섭습니다")
    others = [Filing("1", "김", LAMP_CHANGED, at("2026-08-01T10:00")), Filing("2", "김", further, NOW)]
    assert [each.reference for each in repeats.alike(this, others)] == ["1", "2"]


def test_proposes_what_others_wrote_for_merging():
    this = Filing("6", "김", LAMP, NOW)
    others = [
        Filing("1", "이", LAMP_CHANGED, at("2026-08-01T10:00")),
        Filing("2", "박", LAMP, NOW + datetime.timedelta(days=1)),
        Filing("3", "김", LAMP, at("2026-08-01T10:00")),
        Filing("4", "최", "여권 발급 기간을 알려 주십시오.", NOW),
        Filing("6", "정", LAMP, NOW),
        this,
    ]
    assert [each.reference for each in repeats.of_one_purport(this, others)] == ["2", "1"]
    with pytest.raises(FactsError, match="has no time zone"):
        repeats.of_one_purport(this, [Filing("5", "이", "", datetime.datetime(2026, 9, 1))])
