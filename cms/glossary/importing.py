"""Terms from a CSV file: everything that is wrong is said at once, then all lines are written or none.

Columns: language, term_ko, translation; if wanted others (parted by |), kind, note. A term that stands already is
changed, one that the file does not name stays. What the desk exports can be imported again.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cms.glossary.models import Term, TermKind
from cms.ordinance.terms import key_of
from tenants.onboarding import Problem

REQUIRED = ("language", "term_ko", "translation")
COLUMNS = (*REQUIRED, "others", "kind", "note")
#: Bytes of a file, and lines in it.
LIMIT = 1024 * 1024
MOST_LINES = 3_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = {"term_ko": 80, "translation": 200, "others": 1000, "note": 300}
_FIELDS = {"term_ko": "korean", "translation": "translation", "others": "others", "note": "note"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; ``number`` counts from the header, which is 1."""

    number: int
    values: dict[str, str]

    @property
    def place(self) -> tuple[str, str]:
        """By which a term is found again."""
        return self.values["language"], key_of(self.values["term_ko"])


@dataclass(slots=True)
class Sheet:
    """A file as it was read, and what it would do. With any problem it does nothing."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new: list[Term] = field(default_factory=list)
    changed: list[tuple[Term, tuple[str, ...]]] = field(default_factory=list)  # with the fields that change

    @property
    def unchanged(self) -> int:
        """Lines that say what stands already."""
        return len(self.lines) - len(self.new) - len(self.changed)


def too_large() -> Problem:
    """The sentence for a file above the limit, which is not even read."""
    return _problem(0, "", _("The file is larger than %(limit)d MB.") % {"limit": LIMIT // (1024 * 1024)})


def read(data: bytes, languages: Collection[str]) -> Sheet:
    """What the file would do for somebody who may change these languages. Writes nothing."""
    if len(data) > LIMIT:
        return Sheet(problems=[too_large()])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("The file is not UTF-8 (line %(line)d).") % {"line": data.count(b"\n", 0, error.start) + 1}
        return Sheet(problems=[_problem(0, "", sentence)])
    sheet = _parsed(text)
    if sheet.lines:
        sheet.problems += [problem for line in sheet.lines for problem in _line_problems(line, languages)]
        sheet.problems += _doubles(sheet.lines)
    sheet.problems.sort(key=lambda problem: problem.line)
    if not sheet.problems:
        _foresee(sheet)
    return sheet


@transaction.atomic
def write(data: bytes, languages: Collection[str], person: Any) -> Sheet:
    """Write the file, each term with its entry in the log.

    :raises ValidationError: with every problem, before anything is written.
    """
    sheet = read(data, languages)
    if sheet.problems:
        raise ValidationError([str(problem) for problem in sheet.problems])
    for term in sheet.new:
        term.save()
        log(instance=term, action="wagtail.create", user=person, content_changed=True)
    for term, _fields in sheet.changed:
        term.save()
        log(instance=term, action="wagtail.edit", user=person, content_changed=True)
    return sheet


def _problem(line: int, column: str, sentence: str) -> Problem:
    return Problem(_("File"), line, column, sentence)


def _parsed(text: str) -> Sheet:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        if problems := list(_header_problems(header)):
            return Sheet(problems=problems)
        return _lines(reader)
    except csv.Error as error:
        sentence = _("Not readable as CSV: %(reason)s") % {"reason": error}
        return Sheet(problems=[_problem(reader.line_num + 1, "", sentence)])


def _header_problems(header: Sequence[str]) -> Iterator[Problem]:
    if not any(header):
        yield _problem(0, "", _("The file is empty."))
        return
    for column in REQUIRED:
        if column not in header:
            yield _problem(1, column, _("This column is missing."))
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            yield _problem(1, column, _("This column is not known."))
        elif header.count(column) > 1:
            yield _problem(1, column, _("This column stands twice."))


def _lines(reader: csv.DictReader[str]) -> Sheet:
    sheet = Sheet()
    for record in reader:
        number = reader.line_num - sum(str(value).count("\n") for value in record.values())
        extra = record.pop("", None)
        values = {column: _cell(record.get(column)) for column in COLUMNS}
        if not any(values.values()) and not extra:
            continue
        if extra:
            sheet.problems.append(_problem(number, "", _("There are more fields than columns.")))
        if None in record.values():
            sheet.problems.append(_problem(number, "", _("There are fewer fields than columns.")))
        sheet.lines.append(Line(number, values))
        if len(sheet.lines) > MOST_LINES:
            sentence = ngettext(
                "There are more lines than %(count)d.", "There are more lines than %(count)d.", MOST_LINES
            )
            return Sheet(problems=[_problem(number, "", sentence % {"count": MOST_LINES})])
    if not sheet.lines and not sheet.problems:
        sheet.problems.append(_problem(1, "", _("The file holds no term.")))
    return sheet


def _cell(value: str | None) -> str:
    """Without the sign that tells spreadsheet programs that it is a text."""
    text = (value or "").strip(" \n")
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _line_problems(line: Line, languages: Collection[str]) -> Iterator[Problem]:
    def problem(column: str, sentence: str) -> Problem:
        return _problem(line.number, column, sentence)

    for column, value in line.values.items():
        if column in REQUIRED and not value:
            yield problem(column, _("This field is empty."))
        if value.startswith(_FORMULA):
            yield problem(column, _("“%(value)s” would be a formula in a spreadsheet.") % {"value": value[:40]})
        if any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in value[1:]):
            yield problem(column, _("There are signs in it that cannot be seen."))
        longest = _LONGEST.get(column, len(value))
        if len(value) > longest:
            yield problem(column, _("Longer than %(longest)d characters.") % {"longest": longest})
    language, key = line.place
    if language and language not in languages:
        sentence = _("“%(language)s” is not a language that you may change here. There are: %(languages)s.")
        yield problem("language", sentence % {"language": language, "languages": ", ".join(languages)})
    if line.values["term_ko"] and not key:
        yield problem("term_ko", _("Outside the parentheses there is no word."))
    if line.values["kind"] and line.values["kind"] not in TermKind.values:
        sentence = _("“%(kind)s” is no kind. There are: %(kinds)s.")
        yield problem("kind", sentence % {"kind": line.values["kind"], "kinds": ", ".join(TermKind.values)})


def _doubles(lines: Iterable[Line]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        if all(line.place) and first.setdefault(line.place, line.number) != line.number:
            sentence = _("This term stands in line %(line)d already.") % {"line": first[line.place]}
            yield _problem(line.number, "term_ko", sentence)


def _foresee(sheet: Sheet) -> None:
    standing = {(term.language, term.key): term for term in Term.objects.all()}
    for line in sheet.lines:
        term = standing.get(line.place)
        if term is None:
            term = Term(language=line.values["language"])
            _fill(term, line.values)
            sheet.new.append(term)
        elif changed := _fill(term, line.values):
            sheet.changed.append((term, changed))


def _fill(term: Term, values: dict[str, str]) -> tuple[str, ...]:
    """The fields that change. An empty cell of a column that need not be there changes nothing."""
    before = {name: getattr(term, name) for name in (*_FIELDS.values(), "kind")}
    term.korean, term.translation = values["term_ko"], values["translation"]
    term.others = values["others"].replace("|", "\n") or term.others
    term.note = values["note"] or term.note
    term.kind = values["kind"] or term.kind
    term.tidy()
    return tuple(name for name, value in before.items() if getattr(term, name) != value)
