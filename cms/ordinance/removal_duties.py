"""What is owed before and after a removal, step by step, and whether the reason was made known.

Where an ordinance leaves a choice or says nothing, the safe way is taken as well: the reason is
published (without personal data), and the author told where an address is known. Such a step names
no article: nobody is in breach of the ordinance without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cms.ordinance.citation import Article
from cms.ordinance.policy import Policy, ReasonDuty
from cms.ordinance.policy_kinds import Clause, Obligation, Silent
from cms.ordinance.removal import Place, Removal, check_times, must_refer
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class Act(Worded):
    """What is done about a removal, in this order."""

    REFER = "refer", gettext_noop("request for review")  # 심의 요청
    KEEP_COPY = "keep_copy", gettext_noop("copy of the whole post")  # 게시글 전체를 인쇄 또는 파일로 저장
    REGISTER = "register", gettext_noop("entry in the register")  # 별지 제1호서식에 기록
    REMOVE = "remove", gettext_noop("removal of the post")  # 삭제
    PUBLISH_REASON = "publish_reason", gettext_noop("publication of the reason")  # 삭제한 이유를 해당 게시판에 공개
    NOTIFY_AUTHOR = "notify_author", gettext_noop("notice to the author")  # 당사자에게 삭제한 이유를 통지


@dataclass(frozen=True, slots=True)
class Step:
    """One act. ``article`` asks or allows it; without one it is the platform's own habit."""

    act: Act
    article: Article | None = None

    @property
    def required(self) -> bool:
        """Whether the ordinance asks for it."""
        return self.article is not None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How the reason was made known (그 이유를 밝혀야). ``contact_known``: 전화번호 또는 전자우편주소가 명확할 경우."""

    published_at: datetime | None = None
    notified_at: datetime | None = None
    contact_known: bool = False


def steps(facts: Removal, policy: Policy, contact_known: bool) -> tuple[Step, ...]:
    """The way from a doubtful post to a removal whose reason is known, in order."""
    return tuple(_steps(facts, policy, contact_known))


def reason_made_known(facts: Disclosure, place: Place, policy: Policy, now: datetime) -> Verdict:
    """Whether the reason of a removal was made known as the ordinance asks.

    Yongin: published on the board, or told to the author where phone or e-mail is known. Seoul and
    Dongjak: published. Anyang asks nothing. Social media: Dongjak 제15조제3항 takes over the grounds
    of 제8조, and says nothing of the reason.
    Raises FactsError where a time has no zone or lies in the future.
    """
    check_times({"publication": facts.published_at, "notice": facts.notified_at}, now)
    duty = _reason_duty(place, policy)
    if not duty:
        return judged([])
    return judged(_missing(facts, duty), duty.article)


def _steps(facts: Removal, policy: Policy, contact_known: bool) -> Iterator[Step]:
    rules = policy.removal
    refer = must_refer(facts, policy)
    if refer:
        yield Step(Act.REFER, refer.articles[0])
    yield Step(Act.KEEP_COPY, _must(rules.evidence_copy))
    yield Step(Act.REGISTER, _must(rules.register))
    yield Step(Act.REMOVE, _grounds(facts.place, policy))
    duty = _reason_duty(facts.place, policy)
    asked = duty.article if duty else None
    yield Step(Act.PUBLISH_REASON, asked)
    if contact_known:
        yield Step(Act.NOTIFY_AUTHOR, asked if duty and duty.value is ReasonDuty.PUBLISH_OR_NOTIFY else None)


def _grounds(place: Place, policy: Policy) -> Article | None:
    """The provision that lets a post be removed (삭제할 수 있다)."""
    rule = policy.social.removal if place is Place.SOCIAL_MEDIA else policy.removal.grounds
    return rule.article if rule else None


def _must(rule: Clause[Obligation] | Silent) -> Article | None:
    return rule.article if rule and rule.value is Obligation.MUST else None


def _reason_duty(place: Place, policy: Policy) -> Clause[ReasonDuty] | Silent:
    return Silent.SILENT if place is Place.SOCIAL_MEDIA else policy.removal.reason


def _missing(facts: Disclosure, duty: Clause[ReasonDuty]) -> Iterator[Reason]:
    if facts.published_at is not None:
        return
    if duty.value is ReasonDuty.DISCLOSE:
        yield _("The reason of the removal has not been published.", duty.article)
    elif facts.notified_at is None:
        yield _("The reason of the removal has neither been published nor told to the author.", duty.article)
    elif not facts.contact_known:
        yield _("The author was told at an address that is not known to be right; publish the reason.", duty.article)
