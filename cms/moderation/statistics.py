"""What became of posts in a year, by ground, for the public (삭제 현황): the rule counts, here are its facts.

    서울 제5조, 동작 제8조: 이 경우 삭제한 이유를 해당 게시판 등에 공개하는 등 그 이유를 밝혀야 한다.

The grounds are those of the policy that was in force when the year ended, and beside them those that were decided on
in other words: a changed ordinance leaves old figures with the words that they were decided by.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.moderation.models import Matter, MatterState, ModerationRegister, RegisterAct
from cms.ordinance import removal_statistics as rule
from cms.ordinance.policy import Policy
from tenants.selectors import NoPolicy, current_policy

#: What is counted beside removals, from the register.
BESIDES = (
    RegisterAct.HIDDEN,
    RegisterAct.REFERRED,
    RegisterAct.OBJECTED,
    RegisterAct.UPHELD,
    RegisterAct.BLOCKED,
)
_OUTCOMES = {
    MatterState.REMOVED: rule.Outcome.REMOVED,
    MatterState.KEPT: rule.Outcome.KEPT,
    MatterState.RESTORED: rule.Outcome.RESTORED,
}


@dataclass(frozen=True)
class ByGround:
    """``share``: of all that was removed on grounds, restored ones included, in percent, for the bar."""

    article: str
    text: str
    removed: int
    restored: int
    share: int


@dataclass(frozen=True)
class Figures:
    """``counted``: the rule's; ``besides``: how often each other act was done."""

    counted: rule.Year
    grounds: tuple[ByGround, ...]
    besides: tuple[tuple[RegisterAct, int], ...]

    @property
    def year(self) -> int:
        return self.counted.year

    @property
    def days(self) -> float | None:
        """The median from report to decision, in calendar days; None where nothing was decided."""
        median = self.counted.median_days
        return None if median is None else round(float(median), 1)


def years(today: dt.date) -> list[int]:
    """Those in which anything was entered, up to this one, the latest first. One query."""
    first = ModerationRegister.objects.order_by("number").values_list("at", flat=True).first()
    begun = timezone.localdate(first).year if first else today.year
    return list(range(today.year, min(begun, today.year) - 1, -1))


def figures(year: int) -> Figures:
    """Of one calendar year in Korea. Two queries beside the policy's."""
    policy = _policy_of(year)
    counted = rule.of_year(_rows(year), year, policy)
    acts = ModerationRegister.objects.filter(act__in=BESIDES, **_within("at", year)).order_by()
    numbers = dict(acts.values_list("act").annotate(number=Count("pk")))
    return Figures(
        counted, tuple(_by_ground(counted, policy)), tuple((act, numbers.get(act.value, 0)) for act in BESIDES)
    )


def _by_ground(counted: rule.Year, policy: Policy) -> Iterator[ByGround]:
    items = policy.removal.grounds
    known = {item.number for item in items} if items else set()
    whole = sum(row.removed + row.restored for row in counted.grounds) or 1
    for row in counted.grounds:
        article = str(items.cited(row.number)) if items and row.number in known else str(row.number)
        share = round(100 * (row.removed + row.restored) / whole)
        yield ByGround(article, row.text, row.removed, row.restored, share)


def _rows(year: int) -> Iterator[rule.Row]:
    decided = Matter.objects.annotate(over=Coalesce("decided_at", "closed_at"))
    found = decided.filter(state__in=list(_OUTCOMES), **_within("over", year)).order_by()
    for state, grounds, opened_at, over in found.values_list("state", "grounds", "opened_at", "over"):
        numbers = tuple(each["number"] for each in grounds)
        texts = tuple(each.get("text", "") for each in grounds)
        yield rule.Row(_OUTCOMES[MatterState(state)], numbers, min(opened_at, over), over, texts)


def _policy_of(year: int) -> Policy:
    """As it was when the year ended; today's for this year, and for years before the first."""
    try:
        return current_policy(min(dt.date(year, 12, 31), timezone.localdate())).policy
    except NoPolicy:
        return current_policy().policy


def _within(name: str, year: int) -> dict[str, dt.datetime]:
    zone = timezone.get_current_timezone()
    begin, end = (dt.datetime(each, 1, 1, tzinfo=zone) for each in (year, year + 1))
    return {f"{name}__gte": begin, f"{name}__lt": end}
