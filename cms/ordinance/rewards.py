"""Events, contests and rewards: within the budget, and announced before they begin."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance.policy import Clause, Items, Obligation, Policy, Silent
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged, refused
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class EventKind(Worded):
    EVENT = "event", gettext_noop("event for users")  # 이용자 참여행사
    CONTEST = "contest", gettext_noop("contest on social media")  # 공모전 및 이벤트 on social media


@dataclass(frozen=True, slots=True)
class Notice:
    """What was announced, and when: kinds, amounts and rules (종류·액수, 지급기준 등 행사 운영에 필요한 사항)."""

    published_at: datetime.datetime
    says_kinds: bool
    says_amounts: bool
    says_rules: bool


@dataclass(frozen=True, slots=True)
class Event:
    """``purpose``: the number of an item of the ordinance. ``has_rewards``: whether anything is given."""

    kind: EventKind
    purpose: int
    starts_at: datetime.datetime
    has_rewards: bool
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Won: what was granted, and what has been paid or promised of it."""

    granted: int
    committed: int


@dataclass(frozen=True, slots=True)
class Payout:
    """``ground``: the number of an item of those who may be rewarded, 0 where the ordinance lists none."""

    amount: int
    ground: int = 0


def may_pay(payout: Payout, budget: Budget, policy: Policy) -> Verdict:
    """Whether a reward may be paid.

    Anyang 제14조: 다음 각 호의 사람에게 예산의 범위에서 보상 또는 포상할 수 있다. Yongin 제13조의2제1항,
    Seoul 제7조제2항, Dongjak 제13조제2항: 예산의 범위에서.
    """
    rules = policy.participation
    if not rules.rewards:
        return refused([_("The ordinance knows no rewards.")])
    reasons: list[Reason] = []
    if rules.rewarded and payout.ground not in {item.number for item in rules.rewarded}:
        reasons.append(_("Item %(item)s names nobody who may be rewarded.", rules.rewarded.article, item=payout.ground))
    if payout.amount < 1:
        reasons.append(_("A reward is at least one won, not %(amount)s.", amount=payout.amount))
    left = budget.granted - budget.committed
    if rules.within_budget and payout.amount > left:
        reasons.append(
            _(
                "%(amount)s won are more than the %(left)s left of the budget.",
                rules.within_budget.article,
                amount=payout.amount,
                left=left,
            )
        )
    return judged(reasons, rules.rewards.article)


def may_start(event: Event, policy: Policy, now: datetime.datetime) -> Verdict:
    """Whether an event or contest may begin now.

    Seoul 제7조제3항: 제공하는 상품권 등의 종류·액수 그 밖에 행사운영에 필요한 사항은 행사기간 전에 홈페이지를
    통하여 시민에게 알려야 한다. Dongjak 제20조제3항: 시상금 및 경품의 종류, 지급기준 등 행사 운영에 필요한
    사항을 소셜미디어를 통하여 미리 공지하여야 한다.
    """
    _require_zones(now, event)
    operation, purposes, notice = _rules(event.kind, policy)
    if not operation:
        return refused([_("The ordinance knows no such events.")])
    reasons: list[Reason] = []
    if purposes and event.purpose not in {item.number for item in purposes}:
        reasons.append(_("Item %(item)s is no purpose of such events.", purposes.article, item=event.purpose))
    if now < event.starts_at:
        reasons.append(_("The event starts at %(time)s.", time=event.starts_at.isoformat(timespec="minutes")))
    if notice and event.has_rewards:
        reasons += _notice_problems(event, notice)
    return judged(reasons, operation.article, *([notice.article] if notice and event.has_rewards else []))


def _rules(
    kind: EventKind, policy: Policy
) -> tuple[Clause[Obligation] | Silent, Items | Silent, Clause[Obligation] | Silent]:
    if kind is EventKind.CONTEST:
        social = policy.social
        return social.contests, social.contest_purposes, social.contest_notice_before
    rules = policy.participation
    return rules.events, rules.event_purposes, rules.notice_before


def _notice_problems(event: Event, clause: Clause[Obligation]) -> list[Reason]:
    notice, article = event.notice, clause.article
    if notice is None:
        return [_("The rewards have not been announced.", article)]
    reasons: list[Reason] = []
    if notice.published_at >= event.starts_at:
        reasons.append(_("The rewards were announced only after the event had begun.", article))
    if not notice.says_kinds:
        reasons.append(_("The announcement does not say what is given.", article))
    if not notice.says_amounts:
        reasons.append(_("The announcement does not say how much is given, or by which criteria.", article))
    if not notice.says_rules:
        reasons.append(_("The announcement does not say how the event is run.", article))
    return reasons


def _require_zones(now: datetime.datetime, event: Event) -> None:
    moments = [now, event.starts_at, *([event.notice.published_at] if event.notice else [])]
    naive = [moment for moment in moments if moment.utcoffset() is None]
    if naive:
        raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat()) for moment in naive])
