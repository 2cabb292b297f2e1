"""Whether a page is fresh, due soon or overdue, and who hears of it.

No ordinance names an interval: it is the operator's setting (운영 기준) for each field (분야). Where a later
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


class Audience(StrEnum):
    """Who hears of a page."""

    OWNER = "owner"  # 페이지 담당자
    DEPUTY = "deputy"  # 부담당자
    HEAD = "head"  # 담당부서의 장
    MANAGEMENT = "management"  # 홈페이지관리부서


@dataclass(frozen=True, slots=True)
class ReviewSetting:
    """The operator's setting for a field.

    ``days``: the interval by the calendar. ``warn``: so many working days before it ends a page is due soon.
    """

    days: int
    warn: int = 5

    def __post_init__(self) -> None:
        reasons: list[Reason] = []
        if self.days < 1:
            reasons.append(_("A review interval has at least one day, not %(days)s.", days=self.days))
        if self.warn < 0:
            reasons.append(_("A warning comes no later than the day itself, not %(days)s days before.", days=self.warn))
        if reasons:
            raise FactsError(reasons)


@dataclass(frozen=True, slots=True)
class Ladder:
    """When the next person hears of a page: working days after its last day for a review.

    ``head`` and ``management`` say when these two are told, ``repeat`` how often everybody told so far is told again
    until somebody acts.
    """

    head: int = 7
    management: int = 30
    repeat: int = 7

    def __post_init__(self) -> None:
        if not 0 < self.head < self.management or self.repeat < 1:
            raise FactsError([_("Escalation steps are working days, each later than the one before.")])

    def audience(self, day: int) -> tuple[Audience, ...]:
        """Who is told on a working day counted from the last day for a review; nobody on a day that is no step."""
        if day < 0:
            return (Audience.OWNER,)
        if day == 0:
            return (Audience.OWNER, Audience.DEPUTY)
        if day == self.head:
            return (Audience.HEAD,)
        if day == self.management:
            return (Audience.MANAGEMENT,)
        if day > self.management:
            return tuple(Audience) if (day - self.management) % self.repeat == 0 else ()
        if day > self.head and (day - self.head) % self.repeat == 0:
            return (Audience.OWNER, Audience.DEPUTY, Audience.HEAD)
        return ()

    def steps_until(self, day: int) -> list[int]:
        """The steps reached on a day at or after the last day for a review: who is told first, and the last repeat."""
        fixed = [step for step in (0, self.head, self.management) if step <= day]
        start = fixed[-1]
        if start == 0:
            return fixed
        repeats = (day - start) // self.repeat
        return [*fixed, start + repeats * self.repeat] if repeats else fixed


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was reached: ``day`` counts working days from the last day for a review, below 0 before it."""

    day: int
    audience: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """``review_by`` is the last day for a review."""

    state: State
    review_by: datetime.date
    verdict: Verdict


def judge(
    confirmed_on: datetime.date, setting: ReviewSetting, policy: Policy, today: datetime.date, calendar: Calendar
) -> Freshness:
    """Whether what was last confirmed (or first published) on that day is still fresh.

    Anyang 제5조제1항: 홈페이지관리부서의 장은 홈페이지에 게시된 정보가 항상 최신의 상태를 유지하도록 총괄
    관리하여야 한다. Yongin 제5조제1항, Seoul 제4조제1항, Dongjak 제7조제1항 likewise.
    """
    if confirmed_on > today:
        raise FactsError(
            [_("A page cannot have been confirmed in the future (%(day)s).", day=confirmed_on.isoformat())]
        )
    calendar.require_known(confirmed_on, today)
    last = review_by(confirmed_on, setting, policy, calendar)
    state = state_on(today, last, setting.warn, calendar)
    articles = tuple(clause.article for clause in (policy.freshness.duty, policy.freshness.review_days) if clause)
    if state is State.OVERDUE:
        overdue = _("The review was due on %(day)s.", day=last.isoformat())
        return Freshness(state, last, refused([overdue], *articles))
    return Freshness(state, last, allowed(*articles))


def review_by(confirmed_on: datetime.date, setting: ReviewSetting, policy: Policy, calendar: Calendar) -> datetime.date:
    """The last day for a review; one that would be due on a day not worked is due on the next."""
    clause = policy.freshness.review_days
    days = min(setting.days, clause.value) if clause else setting.days
    return calendar.next_working_day(confirmed_on + days * DAY)


def state_on(today: datetime.date, last: datetime.date, warn: int, calendar: Calendar) -> State:
    """The state on a day of what is to be reviewed by another."""
    if today > last:
        return State.OVERDUE
    return State.DUE_SOON if last <= warned_until(today, warn, calendar) else State.FRESH


def warned_until(today: datetime.date, warn: int, calendar: Calendar) -> datetime.date:
    """The latest last day for a review of which one is warned already: so many working days lie between."""
    day = today
    while warn or not calendar.is_working_day(day + DAY):
        day += DAY
        warn -= calendar.is_working_day(day)
    return day


def steps(
    last: datetime.date, today: datetime.date, calendar: Calendar, warn: int = 5, ladder: Ladder | None = None
) -> tuple[Step, ...]:
    """The steps that a page to be reviewed by a day has reached today, the earliest first.

    The warning is a step until the day itself. Of repeats only the last is given: who was not told while the schedule
    stood still is told once.
    """
    ladder = ladder or Ladder()
    if today < last:
        if last > warned_until(today, warn, calendar):
            return ()
        return (Step(-1, ladder.audience(-1)),)
    reached = ladder.steps_until(working_days(last, today, calendar))
    return tuple(Step(day, ladder.audience(day)) for day in reached)


def working_days(after: datetime.date, until: datetime.date, calendar: Calendar) -> int:
    """How many working days lie after one day, up to and with another."""
    days = (after + n * DAY for n in range(1, (until - after).days + 1))
    return sum(1 for day in days if calendar.is_working_day(day))
