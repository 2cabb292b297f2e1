"""Figures of a department, each with the pages and events that it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cms.evaluation.canonical import canonical, sha256
from cms.evaluation.forms import known_to
from cms.ordinance.evaluation import Counts, Score, median

Entry = dict[str, Any]


@dataclass
class Tally:
    """What is counted of one department; ``entries`` is the ledger, ``overdue``, ``broken`` and ``lags`` are days."""

    department: int
    form: int
    name: str = ""
    named_on: dt.date = dt.date.min
    pages: set[int] = field(default_factory=set)
    page_days: int = 0
    on_time: int = 0
    confirmations: int = 0
    rubber_stamps: int = 0
    reported: int = 0
    answered: int = 0
    late: int = 0
    due: set[int] = field(default_factory=set)
    overdue: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    broken_pages: set[int] = field(default_factory=set)
    lags: list[int] = field(default_factory=list)
    lags_critical: int = 0
    entries: list[Entry] = field(default_factory=list)

    def named(self, name: str, day: dt.date) -> None:
        """The latest name of the period is the department's name in it."""
        if day >= self.named_on:
            self.name, self.named_on = name, day

    def enter(self, counts: str, page: int | None, title: str, **more: Any) -> None:
        """One line of the ledger: the figure that it counts for, the page, and what happened when."""
        self.entries.append({"counts": counts, "page": page, "title": title, **more})

    def fell_due(self, page: int, title: str, **more: Any) -> None:
        """A page that had to be looked after in the period; told once, with the first thing that says so."""
        if self.form > 1 and page not in self.due:
            self.due.add(page)
            self.enter("due", page, title, **more)

    @property
    def facts(self) -> Counts:
        """As the rule takes them."""
        unbroken = len(self.pages - self.broken_pages)
        to_answer = self.answered + self.late
        return Counts(
            str(self.department),
            len(self.pages),
            self.page_days,
            self.on_time,
            unbroken,
            to_answer,
            self.answered,
            len(self.due),
            median(self.overdue) or Decimal(0),
            self.confirmations - self.rubber_stamps,
        )

    def result(self, score: Score | None, medal: int | None) -> Result:
        """Closed: nothing is counted any more."""
        self.entries.sort(key=lambda entry: (entry["counts"], entry["page"] or 0, canonical(entry)))
        ledger = canonical(self.entries)
        figures = {
            "department_id": self.department,
            "department_name": self.name,
            "pages": len(self.pages),
            "page_days": self.page_days,
            "on_time": self.on_time,
            "overdue": len(self.overdue),
            "due": len(self.due),
            "overdue_median": _text(median(self.overdue)),
            "confirmations": self.confirmations,
            "rubber_stamps": self.rubber_stamps,
            "reported": self.reported,
            "answered": self.answered,
            "late": self.late,
            "broken": len(self.broken),
            "broken_median": _text(median(self.broken)),
            "unbroken": len(self.pages - self.broken_pages),
            "lagging": len(self.lags),
            "lag_median": _text(median(self.lags)),
            "lag_critical": self.lags_critical,
            "score": _text(score.score if score else None),
            "rank": score.rank if score else None,
            "medal": medal,
        }
        return Result(known_to(self.form, figures), ledger)


@dataclass(frozen=True)
class Result:
    """A department's line of the document, and its ledger as canonical text."""

    figures: dict[str, Any]
    ledger: str

    @property
    def line(self) -> dict[str, Any]:
        """In the document the ledger stands by its hash."""
        return {**self.figures, "ledger": sha256(self.ledger)}


def _text(value: Any) -> str | None:
    return None if value is None else format(value, "f")
