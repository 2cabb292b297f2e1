"""Reads PO files, with the line of everything that is wrong.

polib stops at the first error, and takes a text for the name of a file where there is one of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import po
from .sheet import Delivered, Problem, Problems, Row, Sheet, TooManyProblemsError

_KEYWORD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*\Z')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"', "'": "'"}
_CHARSET = re.compile(r"charset=([\w.-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """What is gathered of an entry, line by line; ``lines`` has where each keyword stands."""

    strings: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def line(self) -> int:
        return min(self.lines.values())

    def said(self, keyword: str) -> str:
        return "".join(self.strings.get(keyword, ()))


def read(text: str) -> Delivered:
    """The sheet of a file that was decoded already."""
    reader = _Reader()
    try:
        for number, line in enumerate(text.split("\n"), start=1):
            reader.take(number, line.strip(" \t"))
        return _delivered(reader)
    except TooManyProblemsError:
        return Delivered(None, tuple(reader.problems))


def _delivered(reader: _Reader) -> Delivered:
    entries = reader.end()
    if not entries and not reader.problems:
        return Delivered(None, (Problem(0, "", _("There is no entry in the file.")),))
    header = next((entry for entry in entries if _is_header(entry)), None)
    if header is None:
        problem = Problem(
            1, "", _("The file has no header that says which page it belongs to. Please download it again.")
        )
        return Delivered(None, (problem, *reader.problems))
    rows = tuple(reader.rows(entry for entry in entries if not _is_header(entry)))
    return Delivered(_sheet(header, rows), (*_charset_problem(header), *reader.problems))


class _Reader:
    """Line by line; an entry ends where the next begins."""

    def __init__(self) -> None:
        self.problems = Problems()
        self.entries: list[_Entry] = []
        self.entry = _Entry()
        self.keyword = ""

    def take(self, number: int, line: str) -> None:
        """One line of the file."""
        if not line:
            self._close()
        elif line.startswith("#"):
            self._comment(line)
        elif line.startswith('"'):
            self._more(number, line)
        elif found := _KEYWORD.match(line):
            self._begin(number, found.group(1), line[found.end() :])
        else:
            self._refuse(number, _("This is no line of a PO file: “%(line)s”") % {"line": line[:80]})

    def end(self) -> list[_Entry]:
        """All entries, when the last line was taken."""
        self._close()
        return self.entries

    def rows(self, entries: Iterator[_Entry]) -> Iterator[Row]:
        """Entries as pieces; what is incomplete is a problem."""
        for entry in entries:
            missing = [keyword for keyword in ("msgctxt", "msgid", "msgstr") if keyword not in entry.strings]
            if any(keyword.startswith(("msgid_plural", "msgstr[")) for keyword in entry.strings):
                self._refuse(entry.line, _("Plural forms do not occur in pages; this entry is not from here."))
            elif missing:
                told = {"keywords": ", ".join(missing)}
                self._refuse(entry.line, _("The entry is not whole: %(keywords)s is missing.") % told)
            else:
                yield _row(entry)

    def _comment(self, line: str) -> None:
        if "msgstr" in self.entry.strings:
            self._close()
        if line.startswith("#,"):
            self.entry.fuzzy = self.entry.fuzzy or "fuzzy" in [flag.strip() for flag in line[2:].split(",")]
        elif line.startswith("#~"):
            self._close()

    def _begin(self, number: int, keyword: str, rest: str) -> None:
        ended = any(name.startswith("msgstr") for name in self.entry.strings)
        if ended and not keyword.startswith("msgstr"):
            self._close()
        if keyword in self.entry.strings:
            told = {"keyword": keyword}
            self._refuse(number, _("%(keyword)s stands twice in this entry.") % told)
            self._close()
        self.keyword = keyword
        self.entry.lines[keyword] = number
        self.entry.strings[keyword] = [self._unquoted(number, rest)]

    def _more(self, number: int, line: str) -> None:
        if not self.keyword:
            self._refuse(number, _("This text belongs to no entry: “%(line)s”") % {"line": line[:80]})
            return
        self.entry.strings[self.keyword].append(self._unquoted(number, line))

    def _unquoted(self, number: int, quoted: str) -> str:
        found = _STRING.match(quoted)
        if not found:
            self._refuse(number, _("A quotation mark is missing, or one within the text has no backslash before it."))
            return ""

        def sign(match: re.Match[str]) -> str:
            octal, hexadecimal, letter = match.groups()
            code = int(octal, 8) if octal else int(hexadecimal, 16) if hexadecimal else 0
            if code and code < 0x80:
                return chr(code)
            if letter in _LETTERS:
                return _LETTERS[letter]
            self._refuse(number, _("“%(sign)s” is no sign that PO files know.") % {"sign": match.group()})
            return ""

        return _ESCAPE.sub(sign, found.group(1))

    def _close(self) -> None:
        if self.entry.strings:
            self.entries.append(self.entry)
        self.entry, self.keyword = _Entry(), ""

    def _refuse(self, number: int, sentence: str) -> None:
        self.problems.add(number, self.entry.said("msgctxt"), sentence)


def _is_header(entry: _Entry) -> bool:
    return "msgid" in entry.strings and "msgctxt" not in entry.strings and not entry.said("msgid")


def _row(entry: _Entry) -> Row:
    place, source, text = (entry.said(keyword) for keyword in ("msgctxt", "msgid", "msgstr"))
    return Row(place, source, text, unsure=entry.fuzzy, line=entry.line, text_line=entry.lines["msgstr"])


#: Facts of a sheet by the names of the header.
_FACTS = {
    "translation": po.TRANSLATION,
    "municipality": po.MUNICIPALITY,
    "page": "Project-Id-Version",
    "source_language": po.SOURCE_LANGUAGE,
    "language": "Language",
    "version": po.VERSION,
    "made_at": "PO-Revision-Date",
}


def _fields(header: _Entry) -> dict[str, tuple[str, int]]:
    """What the header says, by lower names, each with its line."""
    found: dict[str, tuple[str, int]] = {}
    for number, written in enumerate(header.strings.get("msgstr", ()), start=header.lines.get("msgstr", 1)):
        for line in written.split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                found[name.strip().lower()] = value.strip(), number
    return found


def _sheet(header: _Entry, rows: tuple[Row, ...]) -> Sheet:
    fields = _fields(header)
    told = {fact: fields[name.lower()] for fact, name in _FACTS.items() if name.lower() in fields}
    values = {fact: told.get(fact, ("", 1))[0] for fact in _FACTS}
    return Sheet(**values, rows=rows, lines={fact: line for fact, (_value, line) in told.items()})


def _charset_problem(header: _Entry) -> Iterator[Problem]:
    """A file that says it is EUC-KR and reads as UTF-8 has been changed by a tool that may have broken it."""
    content_type, line = _fields(header).get("content-type", ("", header.line))
    found = _CHARSET.search(content_type)
    name = found.group(1).lower().replace("_", "-") if found else "utf-8"
    if name not in ("utf-8", "utf8", "us-ascii", "ascii"):
        told = {"charset": found.group(1) if found else ""}
        yield Problem(line, "", _("The header says %(charset)s; files are taken in UTF-8 only.") % told)
