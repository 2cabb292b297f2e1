"""The command line of deadlines: options in, a due date and its count out.

What is wrong with the options is said all at once. Times without a zone are Asia/Seoul's; any date
may be asked about, for the answer is to "what if".
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cms.ordinance import holiday_source
from cms.ordinance.calendar import SEOUL, Calendar, UnknownYearError
from cms.ordinance.deadline_table import explained
from cms.ordinance.deadlines import Deadline, deadline, iso
from cms.ordinance.periods import IMMEDIATE, Extension, Pause, Period, Unit, may_extend
from cms.ordinance.verdict import FactsError

T = TypeVar("T")

#: So many years of holidays beyond those asked about are enough for most; all are looked up for the rest.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: every option, read."""

    period: Period
    received: datetime.datetime
    has_zone: bool
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    holidays: dict[datetime.date, str]
    working_days: frozenset[datetime.date]


def main(arguments: Sequence[str]) -> int:
    """Print the due date or time and how it was counted; 2 and every reason where that cannot be."""
    reader = _Reader()
    question = reader.read(arguments)
    if question is None:
        return _refuse(reader.problems)
    try:
        due = answer(question)
    except FactsError as error:
        return _refuse(map(str, error.reasons))
    _show(f"{_first_line(due, question)}\n{explained(due, question.period)}")
    return 0


def _show(text: str) -> None:
    """Print, and do not mind a reader who has seen enough (``| head -1``)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def answer(question: Question) -> Deadline:
    """The deadline, with as many years of holidays as it takes. Raises FactsError."""
    try:
        year = question.received.astimezone(SEOUL).year
        return _answer(question, year - 1, year + NEAR)
    except UnknownYearError:
        return _answer(question, holiday_source.FIRST_YEAR, holiday_source.LAST_YEAR)


def _answer(question: Question, *years: int) -> Deadline:
    known = holiday_source.FIRST_YEAR, holiday_source.LAST_YEAR
    first, last = (max(known[0], min(year, known[1])) for year in years)
    calendar = Calendar(
        holiday_source.public_holidays(first, last), (first, last), question.holidays, question.working_days
    )
    return deadline(question.received, question.period, calendar, question.pauses, question.extensions)


def _first_line(due: Deadline, question: Question) -> str:
    """As the time of receipt was given: with its zone, or without."""
    return due.iso if due.at is None or question.has_zone else iso(due.at.replace(tzinfo=None))


def _refuse(problems: Iterable[str]) -> int:
    print("\n".join(problems), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cms.ordinance.deadlines",
        description="When a petition is due (처리기간의 계산), and how that is counted.",
        allow_abbrev=False,
    )

    def option(name: str, metavar: str, meaning: str) -> None:
        parser.add_argument(name, metavar=metavar, help=meaning, nargs="*", action="append", default=[])

    option("--unit", "UNIT", " | ".join(Unit))
    option("--amount", "N", "how many of the unit; “immediate” has none")
    option("--received", "TIME", "2026-09-18T10:00, or a date alone")
    option("--pause", "FROM..TO", "not counted: days (the last included), or times")
    option("--extend", "N", "an extension in the same unit (for “immediate” in hours)")
    option("--holiday", "DATE", "a holiday besides the calendar's")
    option("--working-day", "DATE", "worked although the calendar says otherwise")
    parser.add_argument("--consent", action="store_true", help="the petitioner consents to a second extension")
    return parser


@dataclass(slots=True)
class _Reader:
    """Reads every option that can be read and notes what is wrong with the others."""

    problems: list[str] = field(default_factory=list)

    def read(self, arguments: Sequence[str]) -> Question | None:
        found, unknown = _parser().parse_known_args(list(arguments))
        self.problems += [f"{word}: there is no such option." for word in unknown]
        period = self._period(found.unit, found.amount)
        received = self._one("--received", found.received, _time)
        pauses = self._several("--pause", found.pause, _pause)
        extensions = self._extensions(found.extend, found.consent, period)
        holidays = self._several("--holiday", found.holiday, _date)
        working = self._several("--working-day", found.working_day, _date)
        for day in sorted(set(holidays) & set(working)):
            self.problems.append(f"{day} cannot be a holiday and a working day at once.")
        if self.problems or period is None or received is None:
            return None
        return Question(
            period,
            received if received.tzinfo else received.replace(tzinfo=SEOUL),
            received.tzinfo is not None,
            pauses,
            extensions,
            dict.fromkeys(holidays, "공휴일 (--holiday)"),
            frozenset(working),
        )

    def _period(self, units: list[list[str]], amounts: list[list[str]]) -> Period | None:
        unit = self._one("--unit", units, _unit)
        if unit is Unit.IMMEDIATE:  # it has no amount of its own: one that is given changes nothing
            self._several("--amount", amounts, _number)
            return IMMEDIATE
        amount = self._one("--amount", amounts, _number)
        if unit is None or amount is None:
            return None
        return self._try("--amount", lambda: Period(amount, unit))

    def _extensions(self, asked: list[list[str]], consent: bool, period: Period | None) -> tuple[Extension, ...]:
        amounts = self._several("--extend", asked, _number)
        extensions = tuple(Extension(amount, consent) for amount in amounts)
        if period is not None:
            self.problems += [f"--extend: {reason}" for reason in may_extend(period, extensions).reasons]
        return extensions

    def _one(self, option: str, given: list[list[str]], read: Callable[[str], T]) -> T | None:
        values = [value for values in given for value in values]
        if len(values) != 1:
            self.problems.append(f"{option} is needed once, with one value.")
            return None
        return self._try(option, lambda: read(values[0]))

    def _several(self, option: str, given: list[list[str]], read: Callable[[str], T]) -> tuple[T, ...]:
        if [] in given:
            self.problems.append(f"{option} needs a value.")
        texts = (text for values in given for text in values)
        results = (self._try(option, lambda text=text: read(text)) for text in texts)
        return tuple(result for result in results if result is not None)

    def _try(self, option: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except FactsError as error:
            self.problems += [f"{option}: {reason}" for reason in error.reasons]
        except ValueError as error:
            self.problems.append(f"{option}: {error}")
        return None


def _unit(text: str) -> Unit:
    if text not in {str(unit) for unit in Unit}:
        raise ValueError(f"“{text}” is not one of {', '.join(Unit)}.")
    return Unit(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"“{text}” is not a whole number.")
    return int(text)


def _time(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a time such as 2026-09-18T10:00.") from None
    if not datetime.MINYEAR < moment.year < datetime.MAXYEAR:
        raise ValueError(f"“{text}” is too far away.")
    return moment


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date such as 2026-09-18.") from None


def _pause(text: str) -> Pause:
    """Days (the last included) or times: 2026-09-21..2026-09-23, 2026-09-21T10:00..2026-09-21T15:00."""
    first, dots, last = text.partition("..")
    if not dots:
        raise ValueError(f"“{text}” is not a pause such as 2026-09-21..2026-09-23.")
    start, end = (moment if moment.tzinfo else moment.replace(tzinfo=SEOUL) for moment in (_time(first), _time(last)))
    if _is_date(last):
        if end.date() < start.date():
            raise ValueError(f"“{text}” ends before it starts.")
        end += datetime.timedelta(1)
    return Pause(start, end)


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
