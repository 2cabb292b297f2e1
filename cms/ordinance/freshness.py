"""Whether a page is fresh, due for review or overdue, and who hears of it.

No ordinance names an interval: it is the operator's setting for each field (분야). Where a later
ordinance names one, the shorter of the two holds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from cms.ordinance.calendar import Calendar
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, refused
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)


class State(StrEnum):
    FRESH = "fresh"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ReviewSetting:
    """The operator's setting for a field.

    ``days``: the interval by the calendar. ``warn``: so many working days before it ends a page is
    due soon. ``steps``: so many working days after it ends the next person hears of it, in order.
    """

    days: int
    warn: int = 5
    steps: tuple[int, ...] = (1, 5, 10)

    def __post_init__(self) -> None:
        reasons: list[Reason] = []
        if self.days < 1:
            reasons.append(_("A review interval has at least one day, not %(days)s.", days=self.days))
        if self.warn < 0:
            reasons.append(_("A warning comes no later than the day itself, not %(days)s days before.", days=self.warn))
        if any(step < 1 for step in self.steps) or sorted(set(self.steps)) != list(self.steps):
            reasons.append(_("Escalation steps are working days, each later than the one before."))
        if reasons:
            raise FactsError(reasons)


@dataclass(frozen=True, slots=True)
class Freshness:
    """``review_by`` is the last day for a review; ``step`` counts the escalation steps that were reached."""

    state: State
    review_by: datetime.date
    step: int
    verdict: Verdict


def judge(
    confirmed_on: datetime.date, setting: ReviewSetting, policy: Policy, today: datetime.date, calendar: Calendar
) -> Freshness:
    """Whether what was last confirmed (or first published) on that day is still fresh.

    Anyang 제5조제1항: 홈페이지관리부서의 장은 홈페이지에 게시된 정보가 항상 최신의 상태를 유지하도록 총괄
    관리하여야 한다. Yongin 제5조제1항, Seoul 제4조제1항, Dongjak 제7조제1항 likewise. A review that
    would be due on a day not worked is due on the next; warnings and steps go by working days.
    """
    if confirmed_on > today:
        raise FactsError(
            [_("A page cannot have been confirmed in the future (%(day)s).", day=confirmed_on.isoformat())]
        )
    calendar.require_known(confirmed_on, today)
    interval = _interval(setting, policy)
    review_by = calendar.next_working_day(confirmed_on + interval * DAY)
    articles = tuple(clause.article for clause in (policy.freshness.duty, policy.freshness.review_days) if clause)
    if today > review_by:
        late = working_days(review_by, today, calendar)
        step = sum(1 for threshold in setting.steps if late >= threshold)
        overdue = _("The review was due on %(day)s.", day=review_by.isoformat())
        return Freshness(State.OVERDUE, review_by, step, refused([overdue], *articles))
    soon = working_days(today, review_by, calendar) <= setting.warn
    return Freshness(State.DUE_SOON if soon else State.FRESH, review_by, 0, allowed(*articles))


def _interval(setting: ReviewSetting, policy: Policy) -> int:
    clause = policy.freshness.review_days
    return min(setting.days, clause.value) if clause else setting.days


def working_days(after: datetime.date, until: datetime.date, calendar: Calendar) -> int:
    """How many working days lie after one day, up to and with another."""
    days = (after + n * DAY for n in range(1, (until - after).days + 1))
    return sum(1 for day in days if calendar.is_working_day(day))
