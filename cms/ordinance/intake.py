"""Intake of petitions: what may be made online, when it is received, when the clock starts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_DECREE
from cms.ordinance.policy import Exclusion, Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, judged
from cms.ordinance.verdict import reason as _

LEAST_TO_MERGE = 5
MOST_REPRESENTATIVES = 3
LEAST_TO_REPRESENT = 3


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of petition in the catalogue. ``fee`` in won: issuing fee, postage (발급수수료, 우송료)."""

    needs_identity_check: bool
    needs_attachments: bool
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Application:
    """One petition on its way in. ``paid_at``: when the payment was confirmed."""

    service: Service
    arrived_at: datetime.datetime
    paid_at: datetime.datetime | None = None


def may_be_made_online(service: Service, policy: Policy) -> Verdict:
    """Whether this kind of petition may be made through the window.

    Yongin 제9조제1항: 인터넷 신청대상민원은 본인의 확인과 붙임서류가 필요 없는 민원에 한정하며 …
    """
    clause = policy.petitions.intake_excludes
    if not clause:
        return allowed()
    reasons: list[Reason] = []
    if Exclusion.IDENTITY_CHECK in clause.value and service.needs_identity_check:
        reasons.append(_("A petition that needs an identity check cannot be made online.", clause.article))
    if Exclusion.ATTACHMENTS in clause.value and service.needs_attachments:
        reasons.append(_("A petition that needs attachments cannot be made online.", clause.article))
    return judged(reasons, clause.article)


def may_receive(application: Application, policy: Policy, now: datetime.datetime) -> Verdict:
    """Whether the petition may be received now.

    Anyang 제8조제5항: 전자민원창구의 민원접수는 발급수수료, 우송료 등 처리비용을 시장이 관리하는 은행계좌
    등에 입금이 확인된 후 접수한다. Yongin 제9조제2항: … 입금이 확인된 이후에 성립한다. A petition
    without a fee waits for nothing.
    """
    _require_zones(now, application.arrived_at, application.paid_at)
    reasons: list[Reason] = []
    if application.arrived_at > now:
        reasons.append(_("The arrival, %(time)s, lies in the future.", time=_iso(application.arrived_at)))
    clause = policy.petitions.fee_before_receipt
    if clause and application.service.fee > 0:
        if application.paid_at is None:
            fee = application.service.fee
            reasons.append(_("The fee of %(fee)s won has not been paid yet.", clause.article, fee=fee))
        elif application.paid_at > now:
            reasons.append(_("The payment, %(time)s, lies in the future.", time=_iso(application.paid_at)))
    online = may_be_made_online(application.service, policy)
    return online & judged(reasons, *([clause.article] if clause else []))


def clock_starts(application: Application, policy: Policy) -> datetime.datetime:
    """The moment from which a received petition's period runs.

    Where the fee comes before receipt, there is no receipt and so no period before the payment.
    Raises FactsError where the payment is awaited.
    """
    _require_zones(application.arrived_at, application.paid_at)
    clause = policy.petitions.fee_before_receipt
    if not clause or application.service.fee <= 0:
        return application.arrived_at
    if application.paid_at is None:
        raise FactsError([_("No period runs before the payment is confirmed.", clause.article)])
    return max(application.arrived_at, application.paid_at)


def is_receipt_time(received: datetime.datetime, now: datetime.datetime) -> Verdict:
    """Whether a time of receipt can be one: in a case, the future cannot."""
    _require_zones(received, now)
    reasons = []
    if received > now:
        reasons.append(_("The time of receipt, %(time)s, lies in the future.", time=_iso(received)))
    return judged(reasons)


def may_be_petitioner(name_is_known: bool, address_is_known: bool) -> Verdict:
    """Whether a petition comes from somebody who can be a petitioner (민원인).

    법 제2조제2호 단서, 영 제2조제1항제3호: 성명ㆍ주소 … 등이 불명확한 자 is none.
    """
    article = Article(PETITION_DECREE, 2, 1, 3)
    reasons: list[Reason] = []
    if not name_is_known:
        reasons.append(_("The petitioner's name is not known.", article))
    if not address_is_known:
        reasons.append(_("The petitioner's address is not known.", article))
    return judged(reasons, article)


def may_register_consultation(name_is_verified: bool, policy: Policy) -> Verdict:
    """Whether a consultation (민원상담) is registered and handled as a petition.

    Anyang 제10조제2항: 실명으로 상담 등록을 한 민원사항에 대하여는 관련법령에 따라 처리하여야 한다.
    The identity may be checked at receipt: 영 제6조제5항.
    """
    clause = policy.petitions.real_name_consultation
    if not clause:
        return allowed()
    reasons = []
    if not name_is_verified:
        reasons.append(_("A consultation is registered under a verified name only.", clause.article))
    return judged(reasons, clause.article, Article(PETITION_DECREE, 6, 5))


def may_merge(petitioners: int, same_purport: bool) -> Verdict:
    """Whether petitions may be received as one.

    영 제6조제6항: 5명 이상의 민원인으로부터 동일한 취지의 민원을 접수할 때에는 이를 병합하여 접수할 수 있다.
    """
    article = Article(PETITION_DECREE, 6, 6)
    reasons: list[Reason] = []
    if petitioners < LEAST_TO_MERGE:
        reasons.append(
            _("%(least)s petitioners at least, not %(number)s.", article, least=LEAST_TO_MERGE, number=petitioners)
        )
    if not same_purport:
        reasons.append(_("The petitions are not of the same purport.", article))
    return judged(reasons, article)


def may_represent(representatives: int, petitioners: int) -> Verdict:
    """Whether joint petitioners may have so many representatives.

    영 제8조제1항: 3명 이상의 민원인이 대표자를 정하지 아니하고 같은 민원문서를 연명으로 제출한 경우에는 …
    민원인 중에서 3명 이내의 대표자를 선정하여 통보할 것을 요청할 수 있다.
    """
    article = Article(PETITION_DECREE, 8, 1)
    reasons: list[Reason] = []
    if petitioners < LEAST_TO_REPRESENT:
        reasons.append(_("Fewer than three petitioners need no representative.", article))
    if not 1 <= representatives <= MOST_REPRESENTATIVES:
        reasons.append(
            _(
                "From 1 to %(most)s representatives, not %(number)s.",
                article,
                most=MOST_REPRESENTATIVES,
                number=representatives,
            )
        )
    return judged(reasons, article)


def _iso(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _require_zones(*moments: datetime.datetime | None) -> None:
    naive = [moment for moment in moments if moment is not None and moment.utcoffset() is None]
    if naive:
        raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat()) for moment in naive])
