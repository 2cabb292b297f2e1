"""Phrases of services (구비서류, 처리절차, 수수료, 신청서) in the other languages: one table for all municipalities.

A phrase is translated wherever it stands: a new line of a catalogue that uses one that is known needs no more. What the
table does not know stays Korean, and pages mark it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from home.starter import tables
from home.starter.material import DATA
from petitions import form_fields
from tenants.onboarding import Problem

TABLE = DATA / "petition_phrases.csv"
#: What a catalogue says in phrases, one a line.
FIELDS = ("documents", "procedure", "fee_note", "remark")


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One phrase."""

    ko: str
    en: str
    zh_hans: str
    zh_hant: str
    ja: str
    vi: str


@cache
def read() -> tuple[dict[str, PhraseRow], list[Problem]]:
    """Every phrase by its Korean, and what is wrong with the table."""
    numbered, wrong = tables.read(TABLE, PhraseRow, {})
    return {each.row.ko: each.row for each in numbered}, [*wrong, *tables.unique(numbered, "ko")]


def said(korean: str, language: str) -> str:
    """The phrase in a language; nothing for one that is not known."""
    row = read()[0].get(korean.strip())
    return str(getattr(row, language.replace("-", "_"), "")) if row else ""


def lines(korean: str, language: str) -> str:
    """Several phrases, as many lines as there are: one that is not known stays Korean. Nothing where none is known."""
    phrases = korean.splitlines()
    if not any(said(phrase, language) for phrase in phrases):
        return ""
    return "\n".join(said(phrase, language) or phrase for phrase in phrases)


def spoken(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """What of a service's texts, by field, the table can say."""
    return {field: lines(values.get(field, ""), language) for field in FIELDS}


def form(fields: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> list[dict[str, Any]]:
    """A form's fields with label, help and options in these languages; what is said there already stays."""
    found = [dict(field) for field in fields]
    for field in found:
        for language in languages:
            field |= {key: text for key, text in _of_field(field, language).items() if text and not field.get(key)}
    return list(form_fields.from_raw(form_fields.to_raw(found)))


def _of_field(field: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A choice is translated when each of its options is known."""
    options = [said(option, language) for option in field.get("options", ())]
    return {
        f"label_{language}": said(field["label_ko"], language),
        f"help_{language}": said(field.get("help_ko", ""), language),
        f"options_{language}": options if all(options) else [],
    }
