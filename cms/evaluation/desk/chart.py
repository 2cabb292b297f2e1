"""The chart of a report: one horizontal bar a department, drawn on the server.

Lengths are per cent of the drawing's width, so that words keep their size on any screen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from cms.evaluation.desk.readers import CROWD
from cms.evaluation.models import DepartmentResult

ROW = 40  # pixels
FULL = 100  # the score at which a bar fills the width


@dataclass(frozen=True)
class Bar:
    """``name`` is empty for a department that the reader does not see by name."""

    name: str
    score: Decimal
    top: int
    named: bool
    commended: bool

    @property
    def words(self) -> int:
        """Where the line of words stands."""
        return self.top + 14

    @property
    def bar(self) -> int:
        """Where the bar begins, below its words."""
        return self.top + 20


@dataclass(frozen=True)
class Chart:
    """Bars from the best to the last."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return len(self.bars) * ROW

    @property
    def nameless(self) -> bool:
        """Whether some of them are somebody else's."""
        return any(not bar.named for bar in self.bars)


def chart_of(ranked: Iterable[DepartmentResult], named: Collection[int]) -> Chart:
    """Of all departments with a score; those in ``named`` (keys of results) by name, the others only in a crowd."""
    rows = list(ranked)
    if sum(row.pk not in named for row in rows) < CROWD:
        rows = [row for row in rows if row.pk in named]
    return Chart(tuple(_bar(row, number * ROW, row.pk in named) for number, row in enumerate(rows)))


def _bar(row: DepartmentResult, top: int, named: bool) -> Bar:
    score = row.score if row.score is not None else Decimal(0)
    return Bar(row.department_name if named else "", score, top, named, named and row.medal is not None)
