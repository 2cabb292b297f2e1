"""The columns of the catalogue's table, and what each means.

A service is, for comparing and writing, a flat mapping: a key a column, in the words of the model. The words of other
languages have a key each, ``name:en``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.ordinance.periods import IMMEDIATE_HOURS, Unit
from petitions import form_fields
from petitions.catalogue import cells
from petitions.models import Confidence, Disclosed, Kind, Service
from petitions.models.service import HIGHEST_FEE
from petitions.models.texts import WORDS
from petitions.tongues import FOREIGN

Values = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """``key``: what it is called among the values. ``required``: a table without this column is none."""

    name: str
    key: str
    read: cells.Read
    write: Callable[[Any], str] = str
    required: bool = False


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


def _words(value: Any) -> str:
    return ";".join(value)


_PAPERS, _STEPS = cells.joined(", "), cells.joined(" → ")
_WORD_READERS: dict[str, tuple[cells.Read, Callable[[Any], str]]] = {
    "name": (cells.text(WORDS["name"]), str),
    "description": (cells.text(WORDS["description"]), str),
    "keywords": (cells.text(WORDS["keywords"]), str),
    "documents": (cells.papers(WORDS["documents"]), _PAPERS),
    "procedure": (cells.steps(WORDS["procedure"]), _STEPS),
    "fee_note": (cells.text(WORDS["fee_note"]), str),
    "remark": (cells.text(WORDS["remark"]), str),
}


def _in_language(language: str) -> list[Column]:
    return [
        Column(f"{field}_{language}", f"{field}:{language}", read, write)
        for field, (read, write) in _WORD_READERS.items()
    ]


COLUMNS: tuple[Column, ...] = (
    Column("code", "code", cells.text(20, required=True), required=True),
    Column("name_ko", "name", cells.text(120, required=True), required=True),
    *_in_language("en")[:1],
    Column("kind", "kind", cells.one_of(Kind.values), required=True),
    Column("department_code", "department", cells.text(20, required=True), required=True),
    Column("period_amount", "period_amount", cells.whole(100_000), required=True),
    Column("period_unit", "period_unit", cells.one_of([unit.value for unit in Unit]), required=True),
    Column("fee_won", "fee_won", cells.whole(HIGHEST_FEE)),
    Column("fee_note", "fee_note", cells.text(300)),
    Column("remark", "remark", cells.text(400)),
    Column("needs_identity", "needs_identity", cells.boolean, _bool),
    Column("needs_attachments", "needs_attachments", cells.boolean, _bool),
    Column("online", "online", cells.boolean, _bool),
    Column("documents_ko", "documents", cells.papers(2000), _PAPERS),
    Column("procedure_ko", "procedure", cells.steps(2000), _STEPS),
    Column("legal_basis", "legal_basis", cells.text(300)),
    Column("basis_confidence", "basis_confidence", cells.one_of(Confidence.values)),
    Column("disclosure_default", "disclosure_default", cells.one_of(Disclosed.values)),
    Column("languages_useful", "languages", cells.several, _words),
    Column("form_fields", "form_fields", cells.fields, cells.fields_written),
    Column("description_ko", "description", cells.text(600)),
    Column("keywords_ko", "keywords", cells.text(400)),
    Column("situations", "situations", cells.several, _words),
    Column("open_from", "open_from", cells.day, _day),
    Column("open_until", "open_until", cells.day, _day),
    Column("sort_order", "sort_order", cells.whole(1_000_000)),
    *_in_language("en")[1:],
    *(column for language, _name in FOREIGN if language != "en" for column in _in_language(language)),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
#: Columns of the model itself, written as they are read.
PLAIN = frozenset(
    {"name", "kind", "period_amount", "period_unit", "fee_won", "fee_note", "remark", "needs_identity", "online"}
    | {"needs_attachments", "documents", "procedure", "legal_basis", "basis_confidence", "disclosure_default"}
    | {"description", "keywords", "open_from", "open_until", "sort_order"}
)


def values_of(service: Service) -> Values:
    """A service as the table has it; its texts and situations are at hand."""
    values: Values = {key: getattr(service, key) for key in PLAIN}
    texts = {text.language: text for text in service.texts.all()}
    values |= {
        "code": service.code,
        "department": service.department.code,
        "situations": tuple(sorted(situation.slug for situation in service.situations.all())),
        "languages": tuple(code for code, _name in FOREIGN if code in texts and texts[code].offered),
        "form_fields": form_fields.from_raw(service.form_fields.raw_data),
    }
    for code, _name in FOREIGN:
        for field in WORDS:
            values[f"{field}:{code}"] = getattr(texts[code], field) if code in texts else ""
    return values


def period_of(amount: int, unit: str) -> int:
    """The table says of 즉시 that it is three working hours; the law gives it no number (영 제19조)."""
    return 1 if unit == Unit.IMMEDIATE and amount in (0, IMMEDIATE_HOURS) else amount


def amount_written(values: Mapping[str, Any]) -> str:
    """The way back."""
    return str(IMMEDIATE_HOURS if values["period_unit"] == Unit.IMMEDIATE else values["period_amount"])
