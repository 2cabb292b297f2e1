"""Cells of the catalogue's table: text to value and back. What cannot be read raises ValueError, with a sentence."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection
from typing import Any

from django.utils.translation import gettext as _

from cms.core.spreadsheets import harmless
from petitions import form_fields

#: A spreadsheet program takes a cell that begins so for a formula; ours says with a sign before it that it is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NOT_A_FORMULA = re.compile(r"'[=+\-@\t\r]")
_TOP_LEVEL_COMMA = re.compile(r",\s+(?![^(]*\))")
_ARROW = re.compile(r"\s*→\s*")
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

Read = Callable[[str], Any]


def plain(cell: str) -> str:
    """A cell's text as it was meant. Raises ValueError for a formula and for signs that nobody sees."""
    if _HIDDEN.search(cell):
        raise ValueError(_("There are signs in it that nobody sees."))
    if _NOT_A_FORMULA.match(cell):
        return cell[1:].strip()
    if _FORMULA.match(cell) and cell.strip():
        raise ValueError(_("“%(value)s” would be a formula in a spreadsheet.") % {"value": _short(cell)})
    return cell.replace("\r\n", "\n").strip()


def written(value: str) -> str:
    """A text as a cell that no spreadsheet program takes for a formula."""
    return str(harmless(value))


def text(longest: int, required: bool = False) -> Read:
    """Up to so many characters."""

    def read(cell: str) -> str:
        if required and not cell:
            raise ValueError(_("This field is empty."))
        if len(cell) > longest:
            raise ValueError(_("Longer than %(longest)d characters.") % {"longest": longest})
        return cell

    return read


def lines(longest: int, apart: re.Pattern[str]) -> Read:
    """Several things, one a line; in one line they are apart by a sign."""
    check = text(longest)

    def read(cell: str) -> str:
        parts = cell.splitlines() if "\n" in cell else apart.split(cell)
        return str(check("\n".join(part.strip() for part in parts if part.strip())))

    return read


def papers(longest: int) -> Read:
    """Documents: 신청서, 사진, 신분증(대리인은 위임장, 도장)."""
    return lines(longest, _TOP_LEVEL_COMMA)


def steps(longest: int) -> Read:
    """A procedure: 신청 → 접수 → 발급."""
    return lines(longest, _ARROW)


def joined(sign: str, apart: str = "") -> Callable[[str], str]:
    """The way back: in one line where nothing in it holds the sign, else one a line."""

    def write(value: str) -> str:
        parts = value.splitlines()
        one_line = sign.join(parts)
        return one_line if not any((apart or sign).strip() in part for part in parts) else value

    return write


def boolean(cell: str) -> bool:
    """true or false."""
    if cell not in ("true", "false"):
        raise ValueError(_("Write true or false, not “%(value)s”.") % {"value": _short(cell)})
    return cell == "true"


def whole(most: int) -> Read:
    """A number from 0 up."""

    def read(cell: str) -> int:
        if not (cell.isascii() and cell.isdigit()) or len(cell) > 12:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": _short(cell)})
        if int(cell) > most:
            raise ValueError(_("At most %(most)d, not %(value)d.") % {"most": most, "value": int(cell)})
        return int(cell)

    return read


def one_of(choices: Collection[str]) -> Read:
    """One of these words."""

    def read(cell: str) -> str:
        if cell not in choices:
            values = {"value": _short(cell), "choices": ", ".join(choices)}
            raise ValueError(_("“%(value)s” is not one of: %(choices)s.") % values)
        return cell

    return read


def several(cell: str) -> tuple[str, ...]:
    """Words with ; between them, each once."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def day(cell: str) -> dt.date | None:
    """2026-11-22, or nothing."""
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(_("“%(value)s” is not a date such as 2026-11-22.") % {"value": _short(cell)}) from None


def fields(cell: str) -> list[Any]:
    """The fields of the form (JSON)."""
    if not cell:
        return []
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        raise ValueError(_("This is not JSON.")) from None
    if faults := form_fields.problems(found):
        raise ValueError(" ".join(faults))
    return list(form_fields.from_raw(form_fields.to_raw(found)))


def fields_written(value: list[Any]) -> str:
    """The way back, as short as JSON can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:40]}…"
