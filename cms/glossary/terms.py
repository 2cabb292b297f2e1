"""The glossary of one language as the desk uses it: loaded once a page, asked once a piece.

Names of departments are terms by themselves in English, as they are today: whoever renames a department writes its
English name there, and not here again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.departments.models import Department
from cms.glossary.models import Term, TermKind
from cms.ordinance import terms as rule

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it stands in the glossary. ``number``: of its row; None for the name of a department."""

    korean: str
    renderings: tuple[str, ...]
    kind: str
    note: str = ""
    number: int | None = None

    @property
    def translation(self) -> str:
        """The rendering to be used."""
        return self.renderings[0]

    @property
    def hint(self) -> str:
        """What a translator reads where it lacks."""
        sentence = _("The glossary has “%(translation)s” for “%(term)s”.")
        return sentence % {"translation": self.translation, "term": self.korean}


class Glossary:
    """All terms of a language: one query, in English two."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {rule.key_of(entry.korean): entry for entry in entries}
        self._terms = tuple(rule.Term(entry.korean, entry.renderings) for entry in self.entries.values())

    @classmethod
    def of(cls, language: str) -> Glossary:
        """As it stands now. A term that somebody wrote goes before the name of a department."""
        return cls([*_departments(language), *_written(language)])

    def terms_in(self, text: str) -> list[Entry]:
        """The terms that stand in a Korean text, each once."""
        return [self._entry(term) for term in rule.found(text, self._terms)]

    def missed(self, source: str, translated: str) -> list[Entry]:
        """The terms of a Korean text that its translation does not render."""
        return [self._entry(term) for term in rule.missed(source, translated, self._terms)]

    def hints(self, source: str, translated: str) -> tuple[str, ...]:
        """The same in sentences."""
        return tuple(entry.hint for entry in self.missed(source, translated))

    def _entry(self, term: rule.Term) -> Entry:
        return self.entries[rule.key_of(term.korean)]


def terms_in(text: str, language: str) -> list[Entry]:
    """The terms that stand in a Korean text. For many texts: one :class:`Glossary`."""
    return Glossary.of(language).terms_in(text)


def missed_terms(source: str, translated: str, language: str) -> list[Entry]:
    """The terms that a translation does not render. For many pieces: one :class:`Glossary`."""
    return Glossary.of(language).missed(source, translated)


def _written(language: str) -> Iterator[Entry]:
    for term in Term.objects.filter(language=language):
        yield Entry(term.korean, term.renderings, term.kind, term.note, term.pk)


def _departments(language: str) -> Iterator[Entry]:
    if language != ENGLISH:
        return
    named = Department.objects.open().exclude(name_en="").values_list("name", "name_en")
    for name, name_en in named:
        yield Entry(name, (name_en,), TermKind.DEPARTMENT)
