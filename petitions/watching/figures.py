"""The statistics of petitions (민원 처리 통계): nothing personal is read, so erased petitions count, too."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Avg, Count, QuerySet
from django.utils.translation import gettext as _

from cms.core.dates import month_name
from cms.ordinance.calendar import Calendar
from cms.ordinance.periods import Pause
from cms.ordinance.statistics_of_cases import Row, Statistics, statistics
from cms.ordinance.working_time_left import due
from petitions.models import Case, CasePause, Objection, Satisfaction

_WRITTEN = re.compile(r"(?P<year>20\d{2})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])))?")
_DAY = dt.timedelta(1)


@dataclass(frozen=True)
class Span:
    """A month (2026-11), a quarter (2026-Q4) or a year (2026), from its first day to its last."""

    year: int
    month: int = 1
    months: int = 12

    @classmethod
    def parse(cls, written: str) -> Span:
        """:raises ValueError: for what is none of the three."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(written)
        if found["quarter"]:
            return cls(int(found["year"]), int(found["quarter"]) * 3 - 2, 3)
        return cls(int(found["year"]), int(found["month"]), 1) if found["month"] else cls(int(found["year"]))

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        after = self.month + self.months
        return dt.date(self.year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - _DAY

    @property
    def label(self) -> str:
        """2026년 11월, 2026년 4분기, 2026년."""
        if self.months == 1:
            return month_name(self.first)
        if self.months == 3:
            return _("Quarter %(quarter)d of %(year)d") % {"quarter": self.month // 3 + 1, "year": self.year}
        return _("The year %(year)d") % {"year": self.year}

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.year}-{self.month:02}"
        return f"{self.year}-Q{self.month // 3 + 1}" if self.months == 3 else str(self.year)


def received_in(span: Span, cases: QuerySet[Case], days: Calendar) -> QuerySet[Case]:
    """Cases that were received between its first and its last day."""
    start = dt.datetime.combine(span.first, dt.time(), days.zone)
    end = dt.datetime.combine(span.last + _DAY, dt.time(), days.zone)
    return cases.filter(received_at__gte=start, received_at__lt=end)


def reckoned(cases: QuerySet[Case], days: Calendar, now: dt.datetime) -> Statistics:
    """The figures by kind and by department. Three queries, whatever they are."""
    return statistics(_rows(cases), now, days)


def _rows(cases: QuerySet[Case]) -> Iterator[Row]:
    pauses = _pauses(cases)
    columns = ("pk", "kind", "department__name", "clock_from", "due_on", "due_at", "closed_at", "state")
    for pk, kind, department, since, on, at, closed, state in cases.order_by().values_list(*columns).iterator(2000):
        yield Row(
            kind,
            department,
            since,
            due(on, at) if on and not any(pause is None for pause in pauses[pk]) else None,
            max(closed, since) if closed else None,
            state if closed else "",
            tuple(pause for pause in pauses[pk] if pause is not None),
        )


def _pauses(cases: QuerySet[Case]) -> dict[int, list[Pause | None]]:
    """Time not counted; None for one that still lasts."""
    found: dict[int, list[Pause | None]] = defaultdict(list)
    rows = CasePause.objects.filter(case__in=cases.order_by().values("pk"))
    for case, began, ended in rows.values_list("case_id", "began_at", "ended_at"):
        found[case].append(Pause(began, ended) if ended else None)
    return found


@dataclass(frozen=True)
class Besides:
    """What else is told of the same petitions."""

    objections: int
    upheld: int
    marks: int
    satisfaction: float | None


def besides(cases: QuerySet[Case]) -> Besides:
    """Objections against them, and how satisfied their petitioners were. Two queries."""
    chosen = cases.order_by().values("pk")
    outcomes = dict(
        Objection.objects.filter(case__in=chosen)
        .order_by()
        .values_list("outcome")
        .annotate(number=Count("pk"))
        .values_list("outcome", "number")
    )
    marks = Satisfaction.objects.filter(case__in=chosen).aggregate(number=Count("pk"), mean=Avg("score"))
    return Besides(sum(outcomes.values()), outcomes.get("uphold", 0), marks["number"], marks["mean"])


def spans(today: dt.date, back: int = 12) -> Collection[Span]:
    """Those to choose from: the last months, quarters and years, the latest first."""
    months = []
    year, month = today.year, today.month
    for _number in range(back):
        months.append(Span(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    quarters = list(dict.fromkeys(Span(each.year, (each.month - 1) // 3 * 3 + 1, 3) for each in months))
    years = [Span(today.year - number) for number in range(5)]
    return [*months, *quarters, *years]
