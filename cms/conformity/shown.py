"""What is kept of a report, as templates show it: numbers, bars, and the duties article by article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cms.conformity.labels import OBLIGATION, STATUS
from cms.ordinance.policy_kinds import Obligation
from tenants.conformity import Status


@dataclass(frozen=True)
class Fact:
    """One piece of evidence."""

    text: str
    url: str
    count: int | None
    on: dt.date | None


@dataclass(frozen=True)
class ShownDuty:
    """One duty with what citizens may know of its evidence."""

    id: str
    asks: str
    heading: str
    articles: tuple[dict[str, str], ...]
    obligation: str
    status: str
    evidence: tuple[Fact, ...]
    hidden: int

    @classmethod
    def of(cls, kept: dict[str, Any]) -> ShownDuty:
        """Read what was kept."""
        facts = tuple(
            Fact(fact["text"], fact["url"], fact["count"], dt.date.fromisoformat(fact["on"]) if fact["on"] else None)
            for fact in kept["evidence"]
        )
        return cls(**{**kept, "articles": tuple(kept["articles"]), "evidence": facts})

    @property
    def status_label(self) -> str:
        return str(STATUS[self.status])

    @property
    def obligation_label(self) -> str:
        return str(OBLIGATION[self.obligation])


@dataclass(frozen=True)
class Segment:
    """A part of a bar: where it begins and how wide it is, in duties."""

    status: str
    label: str
    start: int
    count: int


@dataclass(frozen=True)
class Bar:
    """The duties of one obligation by status."""

    obligation: str
    label: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)

    @property
    def said(self) -> str:
        """The bar in words."""
        return ", ".join(f"{segment.label} {segment.count}" for segment in self.segments)


@dataclass(frozen=True)
class Shown:
    """A whole report for a template."""

    made_at: dt.datetime
    head: dict[str, Any]
    policy_since: dt.date
    duties: tuple[ShownDuty, ...]

    @property
    def bars(self) -> list[Bar]:
        """What must be, then what may be; the second is left out where the ordinance allows nothing."""
        bars = [bar(self.duties, obligation) for obligation in Obligation]
        return [found for found in bars if found.total]

    @property
    def total(self) -> int:
        return len(self.duties)

    @property
    def articles(self) -> list[tuple[str, list[ShownDuty]]]:
        """The duties under the article that each cites first."""
        return [(heading, list(group)) for heading, group in groupby(self.duties, key=lambda duty: duty.heading)]

    @property
    def sums(self) -> list[dict[str, Any]]:
        """A row a status: its label, and how many duties of each bar and in all have it."""
        bars = self.bars
        return [
            {
                "status": status,
                "label": str(STATUS[status]),
                "counts": [found.segments[at].count for found in bars],
                "total": sum(found.segments[at].count for found in bars),
            }
            for at, status in enumerate(Status)
        ]


def shown(kept: dict[str, Any], made_at: dt.datetime) -> Shown:
    """Read what was kept of a report."""
    duties = tuple(ShownDuty.of(line) for line in kept["lines"])
    return Shown(made_at, kept, dt.date.fromisoformat(kept["policy_since"]), duties)


def bar(duties: Iterable[Any], obligation: str) -> Bar:
    """The statuses of those duties that have this obligation, in the order of the statuses."""
    statuses: Sequence[str] = [duty.status for duty in duties if duty.obligation == obligation]
    segments, start = [], 0
    for status in Status:
        count = statuses.count(status)
        segments.append(Segment(status.value, str(STATUS[status]), start, count))
        start += count
    return Bar(str(obligation), str(OBLIGATION[obligation]), tuple(segments))
