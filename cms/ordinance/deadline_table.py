"""How a deadline was counted, as a table that can be read in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from cms.ordinance import laws
from cms.ordinance.calendar import SpanOfSeconds
from cms.ordinance.counting import Day, DayKind
from cms.ordinance.deadlines import Deadline
from cms.ordinance.periods import CALENDAR_UNITS, Period, Unit

WEEKDAYS = "월화수목금토일"
HEADINGS = ("Date", "Day", "Counted", "Total", "Why")

_WHY = {
    DayKind.COUNTED: "",
    DayKind.CLOSED: "not counted (산입하지 않음): {name}",
    DayKind.PAUSED: "not counted: the clock stood still (처리기간에 산입하지 아니하는 기간)",
    DayKind.FIRST_DAY: "the first day is left out (민법 제157조)",
    DayKind.CARRIED: "the last day was not a working day, so the period ends here (민법 제161조)",
    DayKind.TOO_LATE: "received after working hours (근무시간 이후)",
}


def explained(due: Deadline, period: Period) -> str:
    """What was counted, by which articles, and every day."""
    in_hours = due.at is not None
    rows = [HEADINGS, *(_row(day, in_hours) for day in due.days)]
    articles = ", ".join(laws.written(article) for article in due.articles)
    return "\n".join([_how(period), articles, "", *_aligned(rows)])


def _how(period: Period) -> str:
    amount = f"{period.amount} {period.unit.value.removesuffix('s') if period.amount == 1 else period.unit.value}"
    if period.unit is Unit.IMMEDIATE:
        return f"Immediately (즉시): {period.hours()} working hours from the time of receipt."
    if period.is_in_hours:
        return f"{amount}: {period.hours()} working hours from the time of receipt."
    if period.unit in CALENDAR_UNITS:
        return f"{amount} by the calendar, the first day included."
    return f"{amount}: working days, the first day included."


def _row(day: Day, in_hours: bool) -> tuple[str, ...]:
    amount = _clock(day.amount) if in_hours else str(day.amount)
    total = _clock(day.total) if in_hours else str(day.total)
    return (
        day.date.isoformat(),
        WEEKDAYS[day.date.weekday()],
        amount if day.amount else "-",
        total,
        _spans(day.spans) or _WHY[day.kind].format(name=day.name) or day.name,
    )


def _spans(spans: Sequence[SpanOfSeconds]) -> str:
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)


def _clock(seconds: int) -> str:
    """9:00, or 9:00:30 where seconds matter."""
    text = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns in a terminal: a Korean letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
