"""The chart of a report: one horizontal bar a department, drawn on the server.

Lengths are per cent of the drawing's width, so that words keep their size on any screen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from cms.evaluation.desk.readers import CROWD
from cms.evaluation.models import DepartmentResult

ROW, NAMELESS = 40, 13  # pixels
THICK, THIN = 10, 8


@dataclass(frozen=True)
class Bar:
    """``name`` is empty for a department that the reader does not see by name."""

    name: str
    score: Decimal
    top: int
    named: bool
    commended: bool
    ranked: bool = True

    @property
    def height(self) -> int:
        """With the space around it."""
        return ROW if self.named else NAMELESS

    @property
    def words(self) -> int:
        """Where the line of words stands."""
        return self.top + 14

    @property
    def bar(self) -> int:
        """Where the bar begins, below its words if it has any."""
        return self.top + (20 if self.named else 0)

    @property
    def thickness(self) -> int:
        return THICK if self.named else THIN


@dataclass(frozen=True)
class Chart:
    """Bars from the best to the last."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return sum(bar.height for bar in self.bars)

    @property
    def nameless(self) -> bool:
        """Whether some of them are somebody else's."""
        return any(not bar.named for bar in self.bars)


def chart_of(ranked: Iterable[DepartmentResult], named: Collection[int]) -> Chart:
    """Of all departments with a score; those in ``named`` (keys of results) by name, the others only in a crowd."""
    rows = list(ranked)
    if sum(row.pk not in named for row in rows) < CROWD:
        rows = [row for row in rows if row.pk in named]
    bars: list[Bar] = []
    top = 0
    for row in rows:
        bars.append(_bar(row, top, row.pk in named))
        top += bars[-1].height
    return Chart(tuple(bars))


def _bar(row: DepartmentResult, top: int, named: bool) -> Bar:
    score = row.score if row.score is not None else Decimal(0)
    return Bar(
        row.department_name if named else "", score, top, named, named and row.medal is not None, row.rank is not None
    )
