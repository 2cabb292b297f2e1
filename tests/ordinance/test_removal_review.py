"""Removal of posts: what is unclear goes to a review (심의), whose result is followed; times that cannot be."""

from dataclasses import replace

import pytest

from cms.ordinance.citation import Article
from cms.ordinance.policy_kinds import SILENT, Clause, Obligation
from cms.ordinance.removal import Evidence, Opinion, Referral, locked, may_remove, must_refer
from cms.ordinance.removal_duties import Act, steps
from cms.ordinance.verdict import FactsError
from tests.ordinance.removals import (
    EARLIER,
    LATER,
    NAIVE,
    NOW,
    POLICIES,
    SAYS_KEEP,
    SAYS_REMOVE,
    SENT,
    asked,
    cited,
    sentences,
    with_removal,
)

ASK = "It is unclear whether the post may be removed: ask 방송통신심의위원회 for a review."
PENDING = "The review by 방송통신심의위원회 is pending: the post stays as it is until the result is there."
STAYS = "The review found that the post stays; its result is followed."


@pytest.mark.parametrize(
    ("unclear", "referral", "removal", "lock", "refer"),
    [
        (False, None, [], [], False),
        (True, None, [ASK], [], True),
        (True, SENT, [PENDING], [PENDING], False),
        (False, SENT, [PENDING], [PENDING], False),
        (True, SAYS_REMOVE, [], [], False),
        (True, SAYS_KEEP, [STAYS], [], False),
        (False, SAYS_KEEP, [STAYS], [], False),
    ],
)
def test_anyang_must_refer_what_is_unclear_and_follow_the_result(unclear, referral, removal, lock, refer):
    facts = asked("anyang", unclear=unclear, referral=referral)
    policy = POLICIES["anyang"]
    assert sentences(may_remove(facts, policy, NOW)) == removal
    assert {str(each.article) for each in may_remove(facts, policy, NOW).reasons} <= {"제6조제2항"}
    assert sentences(locked(facts, policy)) == lock
    assert locked(facts, policy).ok is not bool(lock)
    verdict = must_refer(facts, policy)
    assert verdict.ok is refer
    assert sentences(verdict) == ([ASK] if refer else [])
    assert {str(each.article) for each in verdict.reasons} == ({"제6조제2항"} if refer else set())
    assert cited(verdict) == ["제6조제2항"]
    for slug in ("yongin", "seoul", "dongjak"):
        facts = asked(slug, unclear=unclear, referral=referral)
        assert may_remove(facts, POLICIES[slug], NOW)
        assert locked(facts, POLICIES[slug])
        assert not must_refer(facts, POLICIES[slug])
        assert must_refer(facts, POLICIES[slug]).articles == ()


def test_a_municipality_that_may_refer_is_not_made_to():
    rule = POLICIES["anyang"].removal.referral
    policy = with_removal("anyang", referral=Clause(Obligation.MAY, rule.article), referral_binding=SILENT)
    assert may_remove(asked("anyang", unclear=True), policy, NOW)
    assert sentences(may_remove(asked("anyang", referral=SENT), policy, NOW)) == [PENDING]
    assert may_remove(asked("anyang", referral=SAYS_KEEP), policy, NOW)


def test_a_review_body_and_a_register_without_a_name():
    policy = POLICIES["anyang"]
    policy = replace(policy, names=replace(policy.names, review_body=SILENT, removal_register=SILENT))
    facts = asked("anyang", unclear=True, registered_at=None)
    assert sentences(may_remove(facts, policy, NOW)) == [
        "Enter the removal in the register (register) first.",
        "It is unclear whether the post may be removed: ask the review body for a review.",
    ]


def test_what_a_municipality_may_do_is_not_demanded():
    article = Article("anyang", 6, 2)
    may = Clause(Obligation.MAY, article)
    policy = with_removal("anyang", evidence_copy=may, register=may, decided_by=SILENT)
    facts = asked("anyang", evidence=None, registered_at=None, decided_as="")
    assert may_remove(facts, policy, NOW)
    assert [step.act for step in steps(facts, policy, False) if step.required] == [Act.REMOVE]


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        (lambda time: {"evidence": Evidence("0" * 64, time)}, "copy"),
        (lambda time: {"registered_at": time}, "register"),
        (lambda time: {"referral": Referral(time)}, "request for review"),
        (lambda time: {"referral": Referral(EARLIER, time, Opinion.KEEP)}, "result of the review"),
    ],
)
def test_times_without_a_zone_or_in_the_future_are_refused(changed, name):
    with pytest.raises(FactsError) as naive:
        may_remove(asked("anyang", **changed(NAIVE)), POLICIES["anyang"], NOW)
    assert [str(each) for each in naive.value.reasons] == [f"The time “{name}” has no time zone."]
    with pytest.raises(FactsError) as future:
        may_remove(asked("anyang", **changed(LATER)), POLICIES["anyang"], NOW)
    assert [str(each) for each in future.value.reasons] == [f"The time “{name}” lies in the future."]


def test_now_needs_a_zone():
    with pytest.raises(FactsError, match="The time “now” has no time zone"):
        may_remove(asked("anyang"), POLICIES["anyang"], NAIVE)


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        (Referral(EARLIER, NOW), ["The result of the review and its time belong together."]),
        (Referral(EARLIER, None, Opinion.KEEP), ["The result of the review and its time belong together."]),
        (Referral(NOW, EARLIER, Opinion.KEEP), ["The result of the review is older than the request."]),
        (
            Referral(NOW, EARLIER),
            [
                "The result of the review and its time belong together.",
                "The result of the review is older than the request.",
            ],
        ),
    ],
)
def test_a_review_that_cannot_be_is_refused(referral, expected):
    with pytest.raises(FactsError) as refused:
        may_remove(asked("anyang", referral=referral), POLICIES["anyang"], NOW)
    assert [str(each) for each in refused.value.reasons] == expected


def test_a_review_may_be_answered_at_once():
    answered = Referral(NOW, NOW, Opinion.REMOVE)
    assert may_remove(asked("anyang", unclear=True, referral=answered), POLICIES["anyang"], NOW)
