"""The review (심의): requested where it is unclear whether a post may be removed; until its result the post is locked.

다만, 삭제여부가 불명확한 경우에는 … 심의 요청하여야 하며 그 결과에 따라 처리하여야 한다. (안양 제6조제2항)
"""

from __future__ import annotations

from cms.moderation.models import Matter, Referral, RegisterAct
from cms.moderation.services.doing import Doing, doing
from cms.moderation.services.matters import keep
from cms.moderation.services.who import By
from cms.ordinance.moderation import Act
from cms.ordinance.moderation_rules import Given, WhileReferred
from cms.ordinance.removal import Opinion


def refer(matter: Matter, by: By, *, question: str, seen: int | None = None) -> Referral:
    """Request a review. Until its result the post is hidden, or shown with a notice, as is set.

    :raises Refused: with every reason.
    """
    with doing(matter, by, seen=seen) as it:
        question = question.strip()
        it.require(Act.REFER, Given(question=question, policy_version=it.terms.in_force.number))
        body = it.terms.policy.names.review_body
        it.matter.unclear = True
        referral = Referral.objects.create(
            matter=it.matter,
            body=body.value if body else "",
            question=question,
            sent_by=by.user,
            sent_at=it.now,
        )
        duty = it.terms.policy.removal.referral
        article = str(duty.article) if duty else ""
        row = it.enter(RegisterAct.REFERRED, facts={"body": referral.body, "article": article})
        it.move(Act.REFER, row)
        if it.terms.rule.while_referred is WhileReferred.HIDDEN and it.described.state == "public":
            it.subject.hide(it.row, row.number)
    return referral


def enter_result(
    matter: Matter,
    by: By,
    *,
    opinion: Opinion | str,
    answer: str,
    reference: str = "",
    seen: int | None = None,
) -> Matter:
    """Enter what the review came to, which binds. A post that stays is before everybody again at once.

    :raises Refused: with every reason.
    """
    found = Opinion(opinion) if opinion else None
    with doing(matter, by, seen=seen) as it:
        answer = answer.strip()
        it.require(Act.ENTER_RESULT, Given(opinion=found, answer=answer))
        assert found is not None  # noqa: S101 - the rule refuses a result that says nothing
        referral = it.matter.referrals.select_for_update().get(answered_at=None)
        referral.opinion, referral.answer, referral.reference = found.value, answer, reference.strip()
        referral.answered_at, referral.entered_by = it.now, by.user
        row = it.enter(
            RegisterAct.REVIEWED, facts={"body": referral.body, "result": found.value, "reference": referral.reference}
        )
        referral.save()
        it.move(Act.ENTER_RESULT, row, found)
        if found is Opinion.KEEP:
            _follow(it)
    return matter


def _follow(it: Doing) -> None:
    """그 결과에 따라 처리하여야 한다: the post stays."""
    it.matter.policy_version = it.terms.in_force.number
    it.show_if_hidden(keep(it, ""))
