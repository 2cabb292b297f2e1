"""What a refusal (거부처분) must say, and the objection (이의신청) against it: 법 제27조, 법 제35조, 영 제40조."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT, PETITION_DECREE
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

REFUSAL = Article(PETITION_ACT, 27)
OBJECTION = Article(PETITION_ACT, 35, 1)
DECISION = Article(PETITION_ACT, 35, 2)
APPEALS = Article(PETITION_ACT, 35, 3)
REGISTER = Article(PETITION_DECREE, 40)


class Remedy(Worded):
    """The remedies (구제절차) against a refusal."""

    OBJECTION = "objection", gettext_noop("objection to the agency itself")  # 이의신청
    APPEAL = "appeal", gettext_noop("administrative appeal")  # 행정심판
    LAWSUIT = "lawsuit", gettext_noop("administrative lawsuit")  # 행정소송


def remedies(is_statutory: bool) -> tuple[Remedy, ...]:
    """The remedies that the Petition Act itself names.

    법 제35조: ① of a refused 법정민원 the petitioner may object; ③ 이의신청 여부와 관계없이 … 행정심판 또는 …
    행정소송을 제기할 수 있다. Of other petitions it names none; what other acts grant is the municipality's text.
    """
    return tuple(Remedy) if is_statutory else ()


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as it comes in.

    ``refusal_received_on``: when the petitioner received the refusal, None while that is not known.
    ``made_before``: how many objections there were against the same refusal. ``grounds``: 이의신청의 취지 및 이유.
    """

    is_statutory: bool
    is_refused: bool
    refusal_received_on: datetime.date | None
    grounds: str
    made_before: int = 0


def may_object(objection: Objection, made_on: datetime.date, calendar: Calendar) -> Verdict:
    """Whether an objection made on a day is received.

    법 제35조제1항: 법정민원에 대한 행정기관의 장의 거부처분에 불복하는 민원인은 그 거부처분을 받은 날부터 60일
    이내에 … 이의신청을 할 수 있다. Where it is not known when the refusal was received, the period is
    not held against the petitioner. Raises FactsError where the refusal was received later than that,
    and where holidays are not known.
    """
    received = objection.refusal_received_on
    if received is not None and received > made_on:
        raise FactsError(
            [
                _(
                    "The refusal, received on %(received)s, cannot be objected to on %(day)s.",
                    received=received.isoformat(),
                    day=made_on.isoformat(),
                )
            ]
        )
    reasons: list[Reason] = []
    if not objection.is_statutory:
        reasons.append(_("Only the refusal of a statutory petition is open to an objection.", OBJECTION))
    if not objection.is_refused:
        reasons.append(_("The petition has not been refused.", OBJECTION))
    if objection.made_before:
        reasons.append(_("An objection to this refusal has already been made.", OBJECTION))
    if not objection.grounds.strip():
        reasons.append(_("An objection says what it asks for and why.", REGISTER))
    if received is not None:
        due = statutory.objection_due(received, calendar)
        if made_on > due.on:
            reasons.append(_("The objection was open until %(day)s.", OBJECTION, day=due.on.isoformat()))
    return judged(reasons, OBJECTION)


def may_extend_decision(days: int, reason: str, extended_before: bool) -> Verdict:
    """Whether the time for deciding an objection may be extended by so many days.

    법 제35조제2항 단서: 부득이한 사유로 정하여진 기간 이내에 결정할 수 없을 때에는 … 10일 이내의 범위에서 연장할
    수 있으며, 연장 사유를 민원인에게 통지하여야 한다. When it is due then: ``statutory.objection_decision_due``.
    """
    reasons: list[Reason] = []
    if not 1 <= days <= statutory.OBJECTION_DECISION_DAYS:
        reasons.append(
            _(
                "The decision is put off by 1 to %(most)s days, not %(days)s.",
                DECISION,
                most=statutory.OBJECTION_DECISION_DAYS,
                days=days,
            )
        )
    if extended_before:
        reasons.append(_("The decision has already been put off once.", DECISION))
    if not reason.strip():
        reasons.append(_("Write why the decision is put off; the petitioner is told.", DECISION))
    return judged(reasons, DECISION)
