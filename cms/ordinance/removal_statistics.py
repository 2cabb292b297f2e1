"""What became of users' posts in a year: by ground and by outcome, for everybody (삭제 현황).

Counts of removals say nothing of who wrote what: a ground with one removal stays a figure, and neither boards, days nor
people are counted. A ground without removals is counted too, as none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from cms.ordinance.calendar import SEOUL
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class Outcome(Worded):
    """How a matter ended."""

    REMOVED = "removed", gettext_noop("removed")  # 삭제
    KEPT = "kept", gettext_noop("stays")  # 유지
    RESTORED = "restored", gettext_noop("restored after an objection")  # 이의신청 인용


@dataclass(frozen=True, slots=True)
class Row:
    """One matter that was closed: nothing of the post or of people. ``grounds``: the numbers of the decision.

    ``texts``: how they read then, one for each number, where that is known; under another policy the same number may
    be another ground.
    """

    outcome: Outcome
    grounds: tuple[int, ...]
    opened_at: datetime.datetime
    decided_at: datetime.datetime
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfGround:
    """The removals on one ground; a removal on two is counted with each. ``text``: as it read when it was decided on,
    '' where nobody knows."""

    number: int
    text: str
    removed: int
    restored: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year's figures. ``median_days``: calendar days from report to decision, None where nothing was decided.

    ``removed`` are those that stand; one that was restored is counted as that alone.
    """

    year: int
    removed: int
    kept: int
    restored: int
    grounds: tuple[OfGround, ...]
    median_days: Fraction | None

    @property
    def decided(self) -> int:
        return self.removed + self.kept + self.restored


def of_year(rows: Iterable[Row], year: int, policy: Policy) -> Year:
    """The matters that were decided in a year (Asia/Seoul), by the grounds of the policy and any that occur besides.

    Raises FactsError where a time has no zone, or a decision is older than what it decides.
    """
    every = list(rows)
    _check(every)
    decided = [row for row in every if row.decided_at.astimezone(SEOUL).year == year]
    days = sorted(Fraction((_day(row.decided_at) - _day(row.opened_at)).days) for row in decided)
    return Year(
        year,
        _number(decided, Outcome.REMOVED),
        _number(decided, Outcome.KEPT),
        _number(decided, Outcome.RESTORED),
        tuple(_by_ground(decided, policy)),
        median(days) if days else None,
    )


def _check(rows: list[Row]) -> None:
    for row in rows:
        if row.opened_at.utcoffset() is None or row.decided_at.utcoffset() is None:
            raise FactsError([_("%(time)s has no time zone.", time=row.decided_at.isoformat())])
        if row.decided_at < row.opened_at:
            raise FactsError([_("A decision is not older than the report.")])


def _by_ground(decided: list[Row], policy: Policy) -> Iterable[OfGround]:
    texts = {item.number: item.text for item in policy.removal.grounds or ()}
    gone = [(row, _grounds(row, texts)) for row in decided if row.outcome is not Outcome.KEPT]
    for ground in sorted(texts.items() | {ground for _row, grounds in gone for ground in grounds}):
        here = [row for row, grounds in gone if ground in grounds]
        yield OfGround(*ground, _number(here, Outcome.REMOVED), _number(here, Outcome.RESTORED))


def _grounds(row: Row, texts: Mapping[int, str]) -> frozenset[tuple[int, str]]:
    """Number and text of each."""
    if row.texts:
        return frozenset(zip(row.grounds, row.texts, strict=True))
    return frozenset((number, texts.get(number, "")) for number in row.grounds)


def _number(rows: list[Row], outcome: Outcome) -> int:
    return sum(row.outcome is outcome for row in rows)


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(SEOUL).date()
