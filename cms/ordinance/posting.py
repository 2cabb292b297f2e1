"""Posting periods (게시기간): for which fields or posts, and whether they are shown."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance.policy import Obligation, Policy, PostingScope
from cms.ordinance.verdict import Reason, Verdict, allowed, judged, refused
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class PostingState(Worded):
    UPCOMING = "upcoming", gettext_noop("to be posted")
    POSTED = "posted", gettext_noop("posted")
    EXPIRED = "expired", gettext_noop("posting period over")


@dataclass(frozen=True, slots=True)
class PostingPeriod:
    """From the first day up to and with the last; an open end never expires."""

    starts_on: datetime.date
    ends_on: datetime.date | None = None

    def state(self, today: datetime.date) -> PostingState:
        """Where the day stands. The last day is still posted (민법 제159조: 기간말일의 종료로 … 만료)."""
        if today < self.starts_on:
            return PostingState.UPCOMING
        if self.ends_on is not None and today > self.ends_on:
            return PostingState.EXPIRED
        return PostingState.POSTED


def may_set(period: PostingPeriod, scope: PostingScope, policy: Policy) -> Verdict:
    """Whether a posting period may be set for a field or a post.

    Anyang 제6조제1항: 홈페이지담당부서의 장은 홈페이지 게시자료에 대하여 분야별 또는 게시물별로 게시기간을
    정하여 운영할 수 있다. Yongin 제6조제1항 likewise. An ordinance that is silent gives no basis.
    """
    clause, scopes = policy.posting.period, policy.posting.scope
    if not clause:
        return refused([_("The ordinance knows no posting period.")])
    reasons: list[Reason] = []
    if scopes and scope not in scopes.value:
        reasons.append(_("A posting period is not set for this: %(scope)s.", scopes.article, scope=scope.value))
    if period.ends_on is not None and period.ends_on < period.starts_on:
        reasons.append(
            _(
                "The posting period ends on %(end)s, before it starts on %(start)s.",
                end=period.ends_on.isoformat(),
                start=period.starts_on.isoformat(),
            )
        )
    return judged(reasons, clause.article)


def must_be_shown(policy: Policy) -> Verdict:
    """Whether readers must see the period where one is set.

    Yongin 제6조제1항: … 정하여 운영할 수 있으며, 그 경우에는 홈페이지에 게시기간을 게시하여야 한다.
    """
    clause = policy.posting.shown
    if clause and clause.value is Obligation.MUST:
        return allowed(clause.article)
    return refused([_("The ordinance does not ask that the posting period is shown.")])
