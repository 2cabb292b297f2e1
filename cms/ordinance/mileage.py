"""Mileage (마일리지): points earned, spent first in first out, and expiring.

The rate table (별표) is the municipality's editable data: no rate stands here.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms.ordinance.counting import last_by_calendar
from cms.ordinance.periods import Unit
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged, refused
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)


@dataclass(frozen=True, slots=True)
class Earned:
    """Points credited on a day. ``expires_after``: their last day, fixed when they were earned."""

    points: int
    on: datetime.date
    expires_after: datetime.date


@dataclass(frozen=True, slots=True)
class Spent:
    """Points used on a day, for an item of the ordinance's list of uses."""

    points: int
    on: datetime.date
    use: int


Entry = Earned | Spent


@dataclass(frozen=True, slots=True)
class Part:
    """What is left of one credit, or taken from it."""

    earned: Earned
    points: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A ledger on a day: earned = spent + expired + balance."""

    earned: int
    spent: int
    expired: int
    left: tuple[Part, ...]

    @property
    def balance(self) -> int:
        return sum(part.points for part in self.left)


def expiry(earned_on: datetime.date, months: int, policy: Policy) -> datetime.date:
    """The last day on which points can be used.

    Seoul 제8조제2항: 누적 마일리지의 사용에 대하여는 유효기한을 두되, 이는 예산의 범위에서 시장이 정한다.
    The day of earning is left out, the last day is whole (민법 제157조, 제159조, 제160조). Points are used
    online, so a last day that is a holiday is not carried over.
    """
    clause = policy.mileage.validity_months
    months = min(months, clause.value) if clause else months
    if months < 1:
        raise FactsError([_("Points are valid for at least one month, not %(months)s.", months=months)])
    return last_by_calendar(earned_on + DAY, months, Unit.MONTHS)


def statement(ledger: Sequence[Entry], today: datetime.date) -> Statement:
    """What a ledger comes to at the end of a day. Raises FactsError where more was spent than there was.

    Seoul 제8조제1항: 점수를 부여하고 그 누적된 점수를 … 사용할 수 있는. What came in first goes out first.
    """
    _check(ledger)
    past = [entry for entry in ledger if entry.on <= today]
    left = [Part(entry, entry.points) for entry in sorted(_credits(past), key=lambda entry: entry.on)]
    for entry in sorted((entry for entry in past if isinstance(entry, Spent)), key=lambda entry: entry.on):
        taken, left = _take(left, entry.points, entry.on)
        if sum(part.points for part in taken) < entry.points:
            raise FactsError([_("More points were spent on %(day)s than there were.", day=entry.on.isoformat())])
    valid = tuple(part for part in left if part.earned.expires_after >= today)
    earned = sum(entry.points for entry in _credits(past))
    expired = sum(part.points for part in left) - sum(part.points for part in valid)
    return Statement(earned, sum(entry.points for entry in past if isinstance(entry, Spent)), expired, valid)


def may_spend(
    ledger: Sequence[Entry], wanted: Spent, rules_published_on: datetime.date | None, policy: Policy
) -> Verdict:
    """Whether so many points may be used for this.

    Seoul 제8조: ① … 누적된 점수를 다음 각 호의 사항에 해당하는 용도로 사용할 수 있는 마일리지 제도를 운영할 수
    있다. ③ … 마일리지 사용방법 및 그 밖에 마일리지의 운영에 관하여 필요한 사항을 정하여 이를 홈페이지에
    게시하여야 한다.
    """
    rules = policy.mileage
    if not rules.operation:
        return refused([_("The ordinance knows no mileage.")])
    reasons: list[Reason] = []
    if rules.rules_published and (rules_published_on is None or rules_published_on > wanted.on):
        reasons.append(_("The rules of the mileage are not published yet.", rules.rules_published.article))
    if rules.uses and wanted.use not in {item.number for item in rules.uses}:
        reasons.append(_("Points cannot be used for item %(item)s.", rules.uses.article, item=wanted.use))
    balance = statement(ledger, wanted.on).balance
    if wanted.points < 1:
        reasons.append(_("At least one point is used, not %(points)s.", points=wanted.points))
    elif wanted.points > balance:
        reasons.append(_("%(points)s points are wanted, %(balance)s are left.", points=wanted.points, balance=balance))
    return judged(reasons, rules.operation.article)


def taken(ledger: Sequence[Entry], wanted: Spent) -> tuple[Part, ...]:
    """From which credits the points come: the oldest that are still valid."""
    return tuple(_take(list(statement(ledger, wanted.on).left), wanted.points, wanted.on)[0])


def _credits(entries: Sequence[Entry]) -> list[Earned]:
    return [entry for entry in entries if isinstance(entry, Earned)]


def _take(left: Sequence[Part], wanted: int, on: datetime.date) -> tuple[list[Part], list[Part]]:
    """What is taken, oldest first, and what is left; expired points are passed over."""
    gone, rest = [], []
    for part in left:
        usable = part.points if part.earned.on <= on <= part.earned.expires_after else 0
        used = min(usable, wanted)
        wanted -= used
        if used:
            gone.append(Part(part.earned, used))
        if part.points > used:
            rest.append(Part(part.earned, part.points - used))
    return gone, rest


def _check(ledger: Sequence[Entry]) -> None:
    reasons: list[Reason] = []
    for entry in ledger:
        if entry.points < 1:
            reasons.append(_("An entry has at least one point, not %(points)s.", points=entry.points))
        if isinstance(entry, Earned) and entry.expires_after < entry.on:
            reasons.append(_("Points expire on %(day)s, before they are earned.", day=entry.expires_after.isoformat()))
    if reasons:
        raise FactsError(reasons)
