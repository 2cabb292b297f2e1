"""Petitions that need not be processed (민원 처리의 예외), 법 제21조."""

from __future__ import annotations

from collections.abc import Collection

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

EXCEPTIONS = Article(PETITION_ACT, 21)


class Ground(Worded):
    """The nine grounds, in the order of the act's items (제21조 각 호)."""

    STATE = "state", gettext_noop("a matter of high political judgement, a state secret or an official secret")
    # 고도의 정치적 판단을 요하거나 국가기밀 또는 공무상 비밀에 관한 사항
    CRIMINAL = "criminal", gettext_noop("an investigation, a trial, the execution of a sentence, or an audit begun")
    # 수사, 재판 및 형집행에 관한 사항 또는 감사원의 감사가 착수된 사항
    APPEAL = "appeal", gettext_noop("a procedure of appeal that is under way")
    # 행정심판, 행정소송, 헌법재판소의 심판, 감사원의 심사청구, 그 밖에 … 불복구제절차가 진행 중인 사항
    MEDIATION = "mediation", gettext_noop("a settlement, conciliation, mediation or arbitration that is under way")
    # 법령에 따라 화해ㆍ알선ㆍ조정ㆍ중재 등 당사자 간의 이해 조정을 목적으로 행하는 절차가 진행 중인 사항
    SETTLED = "settled", gettext_noop("rights settled by a judgment, a decision, a settlement or an award")
    # 판결ㆍ결정ㆍ재결ㆍ화해ㆍ조정ㆍ중재 등에 따라 확정된 권리관계에 관한 사항
    AUDIT_COUNCIL = "audit_council", gettext_noop("a matter decided by the council of the Board of Audit")
    # 감사원이 감사위원회의의 결정을 거쳐 행하는 사항
    ELECTION = "election", gettext_noop("a matter resolved by an election commission")
    # 각급 선거관리위원회의 의결을 거쳐 행하는 사항
    PRIVATE = "private", gettext_noop("rights between private persons, or somebody's private life")
    # 사인 간의 권리관계 또는 개인의 사생활에 관한 사항
    PERSONNEL = "personnel", gettext_noop("a personnel measure concerning the agency's own staff")
    # 행정기관의 소속 직원에 대한 인사행정상의 행위에 관한 사항

    @property
    def article(self) -> Article:
        """Its item: 제21조제1호 to 제9호."""
        return Article(PETITION_ACT, 21, 0, tuple(Ground).index(self) + 1)


def may_leave_unprocessed(is_statutory: bool, grounds: Collection[Ground], explanation: str) -> Verdict:
    """Whether a petition may be left unprocessed.

    법 제21조: 접수된 민원(법정민원을 제외한다)이 다음 각 호의 어느 하나에 해당하는 경우에는 그 민원을 처리하지
    아니할 수 있다. 이 경우 그 사유를 해당 민원인에게 통지하여야 한다. ``explanation``: what the petitioner is
    told, in an officer's own words beside the grounds.
    """
    reasons: list[Reason] = []
    if is_statutory:
        reasons.append(_("A statutory petition is always processed.", EXCEPTIONS))
    if not grounds:
        reasons.append(_("Name the ground on which the petition is not processed.", EXCEPTIONS))
    if not explanation.strip():
        reasons.append(_("Write what the petitioner is told: why the petition is not processed.", EXCEPTIONS))
    return judged(reasons, EXCEPTIONS, *(ground.article for ground in Ground if ground in grounds))
