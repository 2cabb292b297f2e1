"""Terms of the glossary (용어집) that a municipality begins with, in every language that it offers.

Laid down at onboarding, when a language is added, and in standing municipalities by an upgrade; a term that was changed
or deleted there stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop, ngettext

from cms.glossary.models import Term, TermKind, offered_languages
from cms.glossary.services import ensure_terms
from home.starter import tables
from home.starter.material import DATA
from home.starter.tables import TableError
from tenants.languages import Effect, LanguageChange, language_part
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step, onboarding_validator
from tenants.upgrading import upgrade_step

FOLDER = DATA / "languages"


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term of a language's table; ``others`` are parted by |."""

    term_ko: str
    translation: str
    others: str
    kind: str
    note: str


_CONVERTERS = {"others": tables.text, "kind": tables.one_of(TermKind.values), "note": tables.text}


@onboarding_validator("glossary")
def check_terms(row: MunicipalityRow) -> list[Problem]:
    """What is wrong with the tables of the languages that the municipality offers."""
    return [problem for language in row.languages for problem in _read(language)[1]]


@onboarding_step(gettext_noop("glossary"), order=420)
def glossary(onboarding: Onboarding) -> None:
    """The terms of every language."""
    count = lay_down(onboarding.municipality.languages)
    said = ngettext("%(number)s term in the glossary", "%(number)s terms in the glossary", count) % {"number": count}
    onboarding.report(f"{onboarding.row.slug}: {said}")


@upgrade_step(gettext_noop("glossary"))
def glossary_of_standing() -> None:
    """For a municipality that stands: what it never had."""
    lay_down(offered_languages())


def _foresee(change: LanguageChange) -> Iterator[Effect]:
    if change.adding and (count := len(_read(change.language)[0])):
        sentence = ngettext(
            "The glossary receives %(count)d term, as far as it does not have it.",
            "The glossary receives %(count)d terms, as far as it does not have them.",
            count,
        )
        yield Effect(sentence % {"count": count})


@language_part(gettext_noop("glossary"), order=420, foresee=_foresee)
def glossary_of_language(change: LanguageChange) -> Iterable[str]:
    """The terms of a language that is added. Those of one that is withdrawn stay: it may come back."""
    if change.adding:
        lay_down([change.language])
    return ()


def lay_down(languages: Iterable[str]) -> int:
    """The starter terms of these languages in the municipality at hand. Returns how many were written.

    :raises TableError: for a table that cannot be used.
    """
    terms: list[Term] = []
    for language in languages:
        rows, problems = _read(language)
        if problems:
            raise TableError(problems)
        terms += [_term(language, row) for row in rows]
    return ensure_terms(terms)


def _read(language: str) -> tuple[list[TermRow], list[Problem]]:
    """The table of a language; none of a language that has no table, as of Korean."""
    path = FOLDER / f"{language}.csv"
    if not path.exists():
        return [], []
    numbered, problems = tables.read(path, TermRow, _CONVERTERS)
    return [each.row for each in numbered], problems


def _term(language: str, row: TermRow) -> Term:
    return Term(
        language=language,
        korean=row.term_ko,
        translation=row.translation,
        others=row.others.replace("|", "\n"),
        kind=row.kind,
        note=row.note,
    )
