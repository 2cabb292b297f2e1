"""Statistics of petitions (민원 처리 통계): how many, how many on time, how long; by kind and by department.

What everybody may read leaves out small numbers, from which one could tell who filed what.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_high, median_low
from typing import TypeVar

from cms.ordinance.calendar import Calendar
from cms.ordinance.deadlines import Deadline
from cms.ordinance.periods import HOURS_A_DAY, Pause
from cms.ordinance.working_time_left import working_seconds

K = TypeVar("K", str, tuple[str, str])

#: Fewer petitions than these are not shown to everybody.
LEAST_SHOWN = 3

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Row:
    """One petition: nothing of who filed it, or what it says.

    ``received_at`` starts the clock; ``due`` is None while no period runs; ``pauses``: time not counted.
    """

    kind: str
    department: str
    received_at: datetime.datetime
    due: Deadline | None
    closed_at: datetime.datetime | None = None
    outcome: str = ""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some petitions.

    ``on_time``: closed within the period. ``late``: closed after it, or open and overdue, so that
    nothing looks better by staying open. ``overdue``: those of the late ones that are open.
    ``median_hours``: working hours from receipt to closing, None where nothing is closed.
    """

    received: int
    closed: int
    on_time: int
    late: int
    overdue: int
    outcomes: tuple[tuple[str, int], ...]
    median_hours: Fraction | None

    @property
    def open(self) -> int:
        return self.received - self.closed

    @property
    def on_time_share(self) -> Fraction | None:
        """Of those that are on time or late; None where there are none yet."""
        judged = self.on_time + self.late
        return Fraction(self.on_time, judged) if judged else None

    @property
    def median_days(self) -> Fraction | None:
        """In days of eight working hours (법 제19조제1항)."""
        return None if self.median_hours is None else self.median_hours / HOURS_A_DAY


@dataclass(frozen=True, slots=True)
class Statistics:
    """The same petitions together and in parts; the parts in the order of their names."""

    total: Figures
    by_kind: Mapping[str, Figures]
    by_department: Mapping[str, Figures]
    by_both: Mapping[tuple[str, str], Figures]


def statistics(rows: Iterable[Row], now: datetime.datetime, calendar: Calendar) -> Statistics:
    """For the desk: every number. Raises FactsError for times without a zone, or closed before received."""
    judged = [_judge(row, now, calendar) for row in rows]
    return Statistics(
        _figures(judged),
        _parted(judged, lambda row: row.kind),
        _parted(judged, lambda row: row.department),
        _parted(judged, lambda row: (row.kind, row.department)),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody may read of some petitions; None where it would rest on too few."""

    received: int
    on_time_share: Fraction | None
    median_hours: Fraction | None


@dataclass(frozen=True, slots=True)
class PublicStatistics:
    """None stands for a number left out. There is no table of kind and department at once."""

    total: Shown | None
    by_kind: Mapping[str, Shown | None]
    by_department: Mapping[str, Shown | None]


def public(figures: Statistics, least: int = LEAST_SHOWN) -> PublicStatistics:
    """For everybody, without numbers below ``least`` and without what would give them away."""
    return PublicStatistics(
        _shown(figures.total, least) if figures.total.received >= least else None,
        _without_small(figures.by_kind, least),
        _without_small(figures.by_department, least),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    row: Row
    seconds: int | None
    is_late: bool


def _judge(row: Row, now: datetime.datetime, calendar: Calendar) -> _Judged:
    seconds = None
    if row.closed_at is not None:
        seconds = working_seconds(row.received_at, row.closed_at, calendar, row.pauses)
    is_late = row.due is not None and row.due.is_over(row.closed_at or now, calendar)
    return _Judged(row, seconds, is_late)


def _figures(judged: Sequence[_Judged]) -> Figures:
    seconds = [each.seconds for each in judged if each.seconds is not None]
    late = sum(each.is_late for each in judged)
    overdue = sum(each.is_late and each.seconds is None for each in judged)
    with_period = sum(each.seconds is not None and each.row.due is not None for each in judged)
    outcomes = Counter(each.row.outcome for each in judged if each.row.outcome)
    return Figures(
        received=len(judged),
        closed=len(seconds),
        on_time=with_period - (late - overdue),
        late=late,
        overdue=overdue,
        outcomes=tuple(sorted(outcomes.items())),
        median_hours=Fraction(median_low(seconds) + median_high(seconds), 2 * _HOUR) if seconds else None,
    )


def _parted(judged: Iterable[_Judged], of: Callable[[Row], K]) -> dict[K, Figures]:
    parts: defaultdict[K, list[_Judged]] = defaultdict(list)
    for each in judged:
        parts[of(each.row)].append(each)
    return {name: _figures(parts[name]) for name in sorted(parts)}


def _shown(figures: Figures, least: int) -> Shown:
    judged = figures.on_time + figures.late
    return Shown(
        figures.received,
        figures.on_time_share if judged >= least else None,
        figures.median_hours if figures.closed >= least else None,
    )


def _without_small(table: Mapping[str, Figures], least: int) -> dict[str, Shown | None]:
    """Where what is left out sums up to a small number, the next smallest goes with it: the total would tell it."""
    smallest_first = sorted(table, key=lambda name: (table[name].received, name))
    hidden: set[str] = set()
    together = 0
    for name in smallest_first:
        received = table[name].received
        if received < least or 0 < together < least:
            hidden.add(name)
            together += received
    return {name: None if name in hidden else _shown(each, least) for name, each in table.items()}
