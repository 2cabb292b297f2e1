"""Reads the catalogue's table (CSV): every line, and everything that is wrong with any of them at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.ordinance import intake
from cms.ordinance.policy import Policy
from petitions import checking, form_fields
from petitions.catalogue.cells import plain
from petitions.catalogue.columns import BY_NAME, COLUMNS, Values, period_of
from petitions.tongues import FOREIGN
from tenants.onboarding import Problem

LARGEST = 2_000_000  # bytes; four hundred services in six languages are one
MOST_LINES = 2_000
_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
#: Words by which a note on the fee speaks of money; any other note is something to know.
_MONEY = ("수수료", "사용료", "점용료", "면허세", "무료", "실비", "비용", "별도", "기준")
_FOREIGN = frozenset(code for code, _name in FOREIGN)


@dataclass(frozen=True)
class Line:
    """One service as the table gives it; what has no column is not among the values."""

    number: int
    values: Values


@dataclass(frozen=True)
class Surroundings:
    """What a table is held against: the municipality's departments, languages, situations and policy."""

    departments: Collection[str]
    languages: Collection[str]
    situations: Collection[str]
    policy: Policy | None
    closed: Mapping[str, str] = field(default_factory=dict)


def read(name: str, data: bytes, around: Surroundings) -> tuple[list[Line], list[Problem]]:
    """The lines and what is wrong, in the order of the lines. ``name`` is the file's, for the problems."""
    text, problems = _decoded(name, data)
    if problems:
        return [], problems
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        if problems := _header_problems(name, reader.fieldnames or []):
            return [], problems
        lines, problems = _lines(name, reader)
    except csv.Error as error:
        return [], [Problem(name, reader.line_num + 1, "", _("Not readable as CSV: %(reason)s") % {"reason": error})]
    problems += _repeated(name, lines)
    for line in lines:
        problems += [Problem(name, line.number, column, said) for column, said in faults(line.values, around)]
    return lines, sorted(problems, key=lambda problem: problem.line)


def _decoded(name: str, data: bytes) -> tuple[str, list[Problem]]:
    if len(data) > LARGEST:
        values = {"size": len(data) // 1000, "largest": LARGEST // 1000}
        return "", [Problem(name, 0, "", _("The file is too big: %(size)d kB, at most %(largest)d kB.") % values)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [Problem(name, 0, "", _("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start})]
    if "\x00" in text:
        return "", [Problem(name, 0, "", _("The file is no text."))]
    return text, []


def _header_problems(name: str, header: Iterable[str]) -> list[Problem]:
    found = list(header)
    if not found:
        return [Problem(name, 0, "", _("The file is empty."))]
    missing = [column.name for column in COLUMNS if column.required and column.name not in found]
    strange = [column for column in found if column not in BY_NAME]
    twice = [column for column in dict.fromkeys(found) if found.count(column) > 1]
    return [
        *(Problem(name, 1, column, _("This column is missing.")) for column in missing),
        *(Problem(name, 1, column[:40], _("This column is not known.")) for column in strange),
        *(Problem(name, 1, column, _("This column stands there twice.")) for column in twice),
    ]


def _lines(name: str, reader: csv.DictReader) -> tuple[list[Line], list[Problem]]:
    lines: list[Line] = []
    problems: list[Problem] = []
    for record in reader:
        if len(lines) == MOST_LINES:
            said = _("There are more than %(most)d lines.") % {"most": MOST_LINES}
            return lines, [*problems, Problem(name, reader.line_num, "", said)]
        number = reader.line_num - sum(str(value).count("\n") for value in record.values())
        if record.pop("", None):
            problems.append(Problem(name, number, "", _("There are more fields than columns.")))
        if None in record.values():
            problems.append(Problem(name, number, "", _("There are fewer fields than columns.")))
        values, wrong = _values(record)
        problems += [Problem(name, number, column, sentence) for column, sentence in wrong]
        lines.append(Line(number, values))
    if not lines:
        problems.append(Problem(name, 1, "", _("The file holds no service.")))
    return lines, problems


def _values(record: Mapping[str, str | None]) -> tuple[Values, list[tuple[str, str]]]:
    """What can be read of a line, and what cannot."""
    values: Values = {}
    wrong: list[tuple[str, str]] = []
    for name, cell in record.items():
        column = BY_NAME[name]
        try:
            values[column.key] = column.read(plain(cell or ""))
        except ValueError as error:
            wrong.append((name, str(error)))
    _settle(values, "remark" in record)
    return values, wrong


def _settle(values: Values, has_remarks: bool) -> None:
    """What is written otherwise than it is kept: codes in capitals, 즉시 without a number, notes not about money."""
    if "code" in values:
        values["code"] = values["code"].upper()
    if {"period_amount", "period_unit"} <= values.keys():
        values["period_amount"] = period_of(values["period_amount"], values["period_unit"])
    if "situations" in values:
        values["situations"] = tuple(sorted(values["situations"]))
    if "languages" in values:
        values["languages"] = tuple(sorted(values["languages"], key=_place_of))
    if "fee_note" in values and not has_remarks:
        about_money = bool(values.get("fee_won")) or any(word in values["fee_note"] for word in _MONEY)
        values["remark"] = "" if about_money else values["fee_note"]
        values["fee_note"] = values["fee_note"] if about_money else ""


def _place_of(language: str) -> int:
    codes = [code for code, _name in FOREIGN]
    return codes.index(language) if language in codes else len(codes)


def _repeated(name: str, lines: Iterable[Line]) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for line in lines:
        code = line.values.get("code")
        if code and first.setdefault(code, line.number) != line.number:
            sentence = _("This code stands in line %(line)d already.") % {"line": first[code]}
            found.append(Problem(name, line.number, "code", sentence))
    return found


def faults(values: Values, around: Surroundings) -> Iterator[tuple[str, str]]:
    """What is wrong though every cell can be read."""
    code = values.get("code", "")
    if code and (code[0] in "_-" or not set(code) <= set(_CODE)):
        yield "code", _("Capital letters, digits, - and _ only.")
    department = values.get("department", "")
    if department in around.closed:
        yield "department_code", around.closed[department]
    elif department and department not in around.departments:
        yield "department_code", _("No department has the code %(code)s.") % {"code": department}
    for language in values.get("languages", ()):
        if language not in around.languages or language not in _FOREIGN:
            sentence = _("The municipality does not offer “%(language)s”.") % {"language": language}
            yield "languages_useful", sentence
    for situation in values.get("situations", ()):
        if situation not in around.situations:
            yield "situations", _("There is no life situation “%(name)s”.") % {"name": situation}
    if {"period_amount", "period_unit"} <= values.keys():
        for sentence in checking.period_faults(values["period_amount"], values["period_unit"]):
            yield "period_amount", sentence
    yield from _together(values, around.policy)


def _together(values: Values, policy: Policy | None) -> Iterator[tuple[str, str]]:
    identity, attachments = values.get("needs_identity", False), values.get("needs_attachments", False)
    if values.get("online") and policy is not None:
        verdict = intake.may_be_made_online(intake.Service(identity, attachments, values.get("fee_won", 0)), policy)
        for reason in verdict.reasons:
            yield "online", f"{reason.said(_)} ({reason.article})"
    first, last = values.get("open_from"), values.get("open_until")
    if first and last and last < first:
        yield "open_until", _("The service ends before it begins.")
    raw = form_fields.to_raw(values.get("form_fields", []))
    if "needs_attachments" in values and not attachments and form_fields.wants_file(raw):
        yield "needs_attachments", _("The form demands a file: say here that attachments are needed.")
