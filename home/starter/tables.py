"""Reads a table of starter data (CSV) into frozen rows.

Everything wrong with a table is said at once, with file, line and column; nothing is guessed.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tenants.onboarding import Problem

Convert = Callable[[str], Any]
Row = TypeVar("Row")


class TableError(ValueError):
    """Starter data that cannot be used; ``problems`` holds everything wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row with its place in the file, for what can only be checked among rows."""

    file: str
    line: int
    row: Any

    def problem(self, column: str, message: str) -> Problem:
        """A problem of this row."""
        return Problem(self.file, self.line, column, message)


def text(value: str) -> str:
    """Any text, also none."""
    return value.strip()


def required(value: str) -> str:
    """Some text. Raises ValueError for none."""
    if not value.strip():
        raise ValueError(_("This must not be empty."))
    return value.strip()


def boolean(value: str) -> bool:
    """true or false. Raises ValueError for anything else."""
    if value not in ("true", "false"):
        raise ValueError(_("“%(value)s” is neither true nor false.") % {"value": value})
    return value == "true"


def integer(value: str) -> int:
    """A whole number from 0 up. Raises ValueError."""
    if not (value.isascii() and value.isdigit()):
        raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value})
    return int(value)


def date(value: str) -> datetime.date:
    """2026-11-22. Raises ValueError."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("“%(value)s” is not a date such as 2026-11-22.") % {"value": value}) from None


def optional_date(value: str) -> datetime.date | None:
    """A date, or None for an empty cell. Raises ValueError."""
    return date(value) if value else None


def moment(value: str) -> datetime.datetime:
    """2026-11-22T18:00:00+09:00; the offset is part of it. Raises ValueError."""
    try:
        found = datetime.datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(_("“%(value)s” is not a time such as 2026-11-22T18:00:00+09:00.") % {"value": value})
    return found


def one_of(choices: Collection[str]) -> Convert:
    """One of these words. The converter raises ValueError for any other."""

    def convert(value: str) -> str:
        if value not in choices:
            raise ValueError(
                _("“%(value)s” is not one of: %(choices)s.") % {"value": value, "choices": ", ".join(sorted(choices))}
            )
        return value

    return convert


def read(path: Path, row_type: type[Row], converters: dict[str, Convert]) -> tuple[list[Numbered], list[Problem]]:
    """Rows that are right, and problems of those that are not. Columns are the fields of ``row_type``.

    A column without a converter is required text; columns beyond those are left alone.
    """
    columns = {field.name: converters.get(field.name, required) for field in fields(row_type)}  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            return [], [Problem(path.name, 1, name, _("The column is missing.")) for name in missing]
        return _read_rows(path.name, reader, row_type, columns)


def _read_rows(
    file: str, reader: csv.DictReader, row_type: type[Row], columns: dict[str, Convert]
) -> tuple[list[Numbered], list[Problem]]:
    rows, problems = [], []
    line = 2
    for cells in reader:
        values, wrong = _convert(file, line, cells, columns)
        problems += wrong
        if not wrong:
            rows.append(Numbered(file, line, row_type(**values)))
        line = reader.line_num + 1  # a quoted cell may hold line breaks
    return rows, problems


def _convert(file: str, line: int, cells: dict, columns: dict[str, Convert]) -> tuple[dict[str, Any], list[Problem]]:
    values, problems = {}, []
    if None in cells or None in cells.values():
        return {}, [Problem(file, line, "", _("The row has more or fewer cells than the header."))]
    for name, convert in columns.items():
        try:
            values[name] = convert(cells[name])
        except ValueError as wrong:
            problems.append(Problem(file, line, name, str(wrong)))
    return values, problems


def unique(rows: Iterable[Numbered], column: str) -> list[Problem]:
    """Problems of rows whose value stands in an earlier row too."""
    seen: dict[Any, int] = {}
    problems = []
    for numbered in rows:
        value = getattr(numbered.row, column)
        if value in seen:
            message = _("“%(value)s” stands in line %(line)d already.") % {"value": value, "line": seen[value]}
            problems.append(numbered.problem(column, message))
        seen.setdefault(value, numbered.line)
    return problems


def known(rows: Iterable[Numbered], column: str, values: Collection[str], message: str) -> list[Problem]:
    """Problems of rows whose value is not among those known."""
    return [
        numbered.problem(column, message % {"value": getattr(numbered.row, column)})
        for numbered in rows
        if getattr(numbered.row, column) not in values
    ]
