"""The clock panel: day by day how the due date came about, from the count itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.dates import weekday_names
from cms.ordinance.calendar import Calendar
from cms.ordinance.counting import Day, DayKind
from cms.ordinance.laws import written
from petitions import clock
from petitions.desk.cases.standing import working_time
from petitions.models import Case
from petitions.wording import period_words


@dataclass(frozen=True)
class Line:
    """One day of the count in words."""

    date: dt.date
    weekday: str
    what: str
    counted: bool
    amount: str
    total: str
    times: str


@dataclass(frozen=True)
class ClockPanel:
    """``lines`` are empty before the period runs."""

    lines: tuple[Line, ...]
    articles: tuple[str, ...]
    period: str


def clock_panel(case: Case, days: Calendar, now: dt.datetime) -> ClockPanel:
    """How the due date of a case came about; while it stands still, as if it went on now."""
    deadline = clock.deadline_in_force(case, days, now)
    if deadline is None:
        return ClockPanel((), (), period_of(case))
    in_hours = deadline.at is not None
    names = weekday_names(deadline.days[0].date)
    weekdays = (str(names[(each.date - deadline.days[0].date).days % 7]["text"]) for each in deadline.days)
    lines = tuple(_line(each, weekday, in_hours) for each, weekday in zip(deadline.days, weekdays, strict=True))
    return ClockPanel(lines, tuple(written(article) for article in deadline.articles), period_of(case))


def period_of(case: Case) -> str:
    """The processing period of the day of filing, in words."""
    return period_words(case)  # type: ignore[arg-type]  # it has the same two fields


def _line(day: Day, weekday: str, in_hours: bool) -> Line:
    word = _(str(day.kind.word))
    what = day.name if day.kind is DayKind.CLOSED and day.name else f"{word}: {day.name}" if day.name else word
    counted = bool(day.amount)
    return Line(
        day.date,
        weekday,
        what,
        counted,
        _amount(day.amount, in_hours) if counted else "–",
        _amount(day.total, in_hours),
        ", ".join(f"{_time(opens)}–{_time(closes)}" for opens, closes in day.spans),
    )


def _amount(amount: int, in_hours: bool) -> str:
    if in_hours:
        return working_time(amount)
    return ngettext("%(number)d day", "%(number)d days", amount) % {"number": amount}


def _time(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
