"""The dialogue with the executive (시장과의 대화방, 시장에게 바란다, 구청장과의 대화방)."""

from __future__ import annotations

from dataclasses import dataclass

from cms.ordinance.policy import Handling, Obligation, Policy, Visibility
from cms.ordinance.verdict import FactsError, Verdict, allowed, judged, refused
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class Outcome(Worded):
    PETITION = "petition", gettext_noop("handled as a petition")  # 민원사무에 준하여 접수·처리
    OPINION = "opinion", gettext_noop("stays an opinion")  # stays an opinion
    UNDECIDED = "undecided", gettext_noop("not decided yet")  # a person must decide whether it needs an answer


@dataclass(frozen=True, slots=True)
class Opinion:
    """``needs_answer`` is a person's recorded decision, None while nobody has decided."""

    needs_answer: bool | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    outcome: Outcome
    verdict: Verdict


def triage(opinion: Opinion, policy: Policy) -> Triage:
    """Whether an opinion must be received and handled like a petition.

    Anyang 제11조제2항: 이용자의 의견에 대하여 「민원 처리에 관한 법률」에 따른 민원사무에 준하여
    접수·처리하여야 한다. Yongin 제12조제2항: 이용자의 의견에 대해 답변이 필요하다고 판단될 때에는 …
    민원사무를 접수·처리하여야 한다. Seoul 제6조제2항, Dongjak 제11조제2항 likewise. Raises FactsError
    where the ordinance has no such dialogue.
    """
    clause = policy.dialogue.handling
    if not clause:
        raise FactsError([_("The ordinance does not say how opinions in a dialogue are handled.")])
    if clause.value is Handling.ALWAYS:
        return Triage(Outcome.PETITION, allowed(clause.article))
    if opinion.needs_answer is None:
        undecided = _("Nobody has decided yet whether the opinion needs an answer.", clause.article)
        return Triage(Outcome.UNDECIDED, refused([undecided]))
    if opinion.needs_answer:
        return Triage(Outcome.PETITION, allowed(clause.article))
    no_answer = _("It was decided that the opinion needs no answer.", clause.article)
    return Triage(Outcome.OPINION, refused([no_answer]))


def may_be(visibility: Visibility, policy: Policy) -> Verdict:
    """Whether the dialogue may be public, or private.

    Anyang 제11조제2항, Yongin 제12조제2항: 공개 또는 비공개로 운영할 수 있으며. Where the ordinance says
    nothing, the municipality chooses.
    """
    clause = policy.dialogue.visibility
    if not clause:
        return allowed()
    reasons = []
    if visibility not in clause.value:
        reasons.append(_("The dialogue is not run this way: %(way)s.", clause.article, way=visibility.value))
    return judged(reasons, clause.article)


def may_be_off(policy: Policy) -> Verdict:
    """Whether a municipality may do without the dialogue.

    Anyang 제11조제1항: 시장과의 대화방을 운영하여야 한다. The others: 운영할 수 있다.
    """
    clause = policy.dialogue.operation
    if clause and clause.value is Obligation.MUST:
        return refused([_("The ordinance demands that the dialogue is run.", clause.article)])
    return allowed(*([clause.article] if clause else []))
