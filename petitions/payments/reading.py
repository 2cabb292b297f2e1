"""Reads the bank's list (CSV): its encoding, its table below whatever stands above it, and every line that is wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from petitions.payments.columns import NAMES, key_of, when, won
from petitions.payments.matching import Line
from tenants.onboarding import Problem

LARGEST = 1_600_000  # bytes; in UTF-8 half as much again, which one form may still send back
MOST_LINES = 20_000
#: So many lines may stand above the table: name of the account, period, sums.
MOST_ABOVE = 30
LONGEST = 300
_ENCODINGS = ("utf-8-sig", "cp949")
_TOTALS = ("합계", "총계", "소계", "총합계", "total")


@dataclass(frozen=True)
class Entry:
    """A line with the spelling by which it is known again."""

    line: Line
    source: str
    memo: str


@dataclass(frozen=True)
class Reading:
    """What a list holds. With problems that concern the whole list there are no entries."""

    entries: list[Entry]
    problems: list[Problem]


def decoded(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, in UTF-8 or as Korean banks and spreadsheet programs write (CP949), or what is wrong."""
    if len(data) > LARGEST:
        values = {"size": len(data) // 1000, "largest": LARGEST // 1000}
        return "", [Problem(name, 0, "", _("The file is too big: %(size)d kB, at most %(largest)d kB.") % values)]
    if b"\x00" in data or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        sentence = _("The file is no text. Save the bank's list as CSV and choose it again.")
        return "", [Problem(name, 0, "", sentence)]
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    sentence = _("The file is neither UTF-8 nor the Korean encoding of banks (EUC-KR). Save it as CSV once more.")
    return "", [Problem(name, 0, "", sentence)]


def read(name: str, text: str) -> Reading:
    """The lines of the table and what is wrong with others, by the number of the line."""
    if "<html" in text[:2000].lower() or "<table" in text[:2000].lower():
        sentence = _("The file is a web page under another name. Save the bank's list as CSV and choose it again.")
        return Reading([], [Problem(name, 0, "", sentence)])
    try:
        rows = _rows(text)
    except _Unreadable as error:
        return Reading([], [Problem(name, error.line, "", _("Not readable as CSV: %(reason)s") % {"reason": error})])
    head = _head(rows)
    if head is None:
        return Reading([], [Problem(name, 0, "", _no_table(rows))])
    at, columns = head
    return _table(name, rows[at + 1 :], columns)


class _Unreadable(ValueError):  # noqa: N818
    """In which line the table breaks."""

    def __init__(self, why: object, line: int) -> None:
        super().__init__(str(why))
        self.line = line


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each with the line that it begins in. Raises _Unreadable for too many, and for quotes that never end."""
    first = text[:5000]
    delimiter = max("\t;,", key=first.count) if first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            if len(rows) > MOST_LINES + MOST_ABOVE:
                raise _Unreadable(_("There are more than %(most)d lines.") % {"most": MOST_LINES}, before)
            rows.append((before + 1, [cell.strip() for cell in row]))
            before = reader.line_num
    except csv.Error as error:
        raise _Unreadable(error, before + 1) from error
    return rows


def _head(rows: Iterable[tuple[int, list[str]]]) -> tuple[int, dict[str, int]] | None:
    """Where the table begins, and its columns by what they hold."""
    for at, (_number, row) in enumerate(rows):
        if at > MOST_ABOVE:
            return None
        columns = _columns(row)
        if "when" in columns and ("in" in columns or {"sum", "way"} <= columns.keys()):
            return at, columns
    return None


def _columns(row: list[str]) -> dict[str, int]:
    names = [key_of(cell) for cell in row]
    found: dict[str, int] = {}
    for column, spellings in NAMES.items():
        place = next((names.index(key) for key in map(key_of, spellings) if key in names), None)
        if place is not None:
            found[column] = place
    return found


def _no_table(rows: list[tuple[int, list[str]]]) -> str:
    if not any(any(row) for _number, row in rows):
        return _("The file is empty.")
    return _("No table was found: a line must name the columns 거래일시 and 입금액 (or as your bank calls them).")


def _table(name: str, rows: list[tuple[int, list[str]]], columns: Mapping[str, int]) -> Reading:
    entries: list[Entry] = []
    problems: list[Problem] = []
    same: Counter[str] = Counter()
    for number, row in rows:
        if _is_no_line(row, columns):
            continue
        cells = {column: row[place] if place < len(row) else "" for column, place in columns.items()}
        try:
            entries.append(_entry(number, cells, same))
        except ValueError as wrong:
            problems.append(Problem(name, number, "", str(wrong)))
    if not entries and not problems:
        problems.append(Problem(name, 0, "", _("The list holds no line.")))
    return Reading(entries, problems)


def _is_no_line(row: list[str], columns: Mapping[str, int]) -> bool:
    """Empty ones, and the sums below."""
    place = columns["when"]
    said = row[place] if place < len(row) else ""
    first = next((key_of(cell) for cell in row if cell), "")
    return not first or first.startswith(_TOTALS) or key_of(said).startswith(_TOTALS)


def _entry(number: int, cells: Mapping[str, str], same: Counter[str]) -> Entry:
    """Raises ValueError with a sentence."""
    if any(len(cell) > LONGEST for cell in cells.values()):
        raise ValueError(_("A field is longer than %(most)d characters.") % {"most": LONGEST})
    booked = when(cells.get("when", ""), cells.get("time", ""))
    if booked > timezone.now():
        raise ValueError(_("The booking lies in the future."))
    amount = _amount(cells)
    spelled = _spelled(cells, booked, amount)
    same[spelled] += 1
    source = f"{spelled}\x1f{same[spelled]}"
    payer, memo = cells.get("payer", ""), cells.get("memo", "")
    texts = tuple(dict.fromkeys(text for text in (payer, memo, cells.get("note", "")) if text))
    return Entry(Line(number, booked, amount, payer, texts, ""), source, " / ".join(texts[1:]))


def _amount(cells: Mapping[str, str]) -> int:
    """What came in; 0 for a withdrawal. A negative deposit (입금 취소) is none."""
    if "in" in cells:
        amount, out = won(cells["in"]), won(cells.get("out", ""))
        if not amount and not out:
            raise ValueError(_("Neither a deposit nor a withdrawal stands in this line."))
        return max(0, amount)
    amount = won(cells["sum"])
    return max(0, amount) if "입금" in cells["way"] else 0


def _spelled(cells: Mapping[str, str], booked: dt.datetime, amount: int) -> str:
    """The bank's own number where it gives one; else all that tells one deposit from another."""
    if cells.get("number"):
        return f"number\x1f{cells['number']}\x1f{booked:%Y-%m-%d}\x1f{amount}"
    texts = (key_of(cells.get(column, "")) for column in ("payer", "note", "memo", "branch"))
    balance = "".join(sign for sign in cells.get("balance", "") if sign.isdigit())
    return "\x1f".join((f"{booked:%Y-%m-%d %H:%M:%S}", str(amount), balance, *texts))
