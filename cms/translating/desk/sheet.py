"""The sheet that a translator works on: the pieces with all that helps to translate them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.glossary.memory import Suggestion
from cms.glossary.terms import Entry
from cms.languages.desk.comparing import Difference, differences
from cms.translating.desk import marks, places
from cms.translating.desk.counting import words_in
from cms.translating.earlier import earlier_wordings
from cms.translating.pieces import Piece, needs_translation, pieces_of

#: Above so many signs a piece gets a field of several lines.
_ONE_LINE = 60
_SIGNS_A_LINE = 42

UNDONE, ALL, FAULTY = "todo", "all", "faults"
#: The name of the suggestion to take the translation of the earlier wording.
BEFORE = "before"


@dataclass
class Before:
    """The piece in the version of the original that was translated, and its translation."""

    difference: Difference
    text: str


@dataclass
class Line:
    """One piece on the sheet. ``typed`` was typed and is not saved; ``other`` was saved by somebody else meanwhile."""

    piece: Piece
    typed: str | None = None
    other: str | None = None
    before: Before | None = None
    terms: list[Entry] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    names_people: bool = True
    reasons: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """That of the piece."""
        return self.piece.number

    @property
    def value(self) -> str:
        """What the field shows."""
        return self.piece.text if self.typed is None else self.typed

    @property
    def stamp(self) -> str:
        """What was saved when this was shown."""
        return marks.stamp(self.piece.text)

    @property
    def source(self) -> Any:
        """The original with its marks in sight."""
        return marks.shown(self.piece.source)

    @property
    def rows(self) -> int:
        """Lines of the field; 0 for a field of one line."""
        longest = max(len(self.piece.source) * 2, len(self.value))
        several = longest > _ONE_LINE or "\n" in self.value or "<br" in self.piece.source
        return min(max(2, longest // _SIGNS_A_LINE + 1), 14) if several else 0

    def suggestion(self, name: str) -> str:
        """The text of a suggestion by its name; empty where it is not there any more."""
        if name == BEFORE:
            return self.before.text if self.before else ""
        return next((each.text for each in self.suggestions if marks.stamp(each.text) == name), "")

    @property
    def offers(self) -> list[tuple[str, Suggestion]]:
        """Suggestions, each with its name."""
        return [(marks.stamp(each.text), each) for each in self.suggestions]

    @property
    def describedby(self) -> str:
        """Ids of what explains the field."""
        other = self.other is not None
        named = {"faults": self.piece.faults, "reasons": self.reasons, "hints": self.piece.hints, "other": other}
        return " ".join(f"{name}-{self.number}" for name, there in named.items() if there)


class Sheet:
    """All pieces of a translation, read once."""

    def __init__(self, translation: Translation, page: type[Page]) -> None:
        self.translation, self.page = translation, page
        self.lines = [Line(piece) for piece in pieces_of(translation)]

    @cached_property
    def by_number(self) -> Mapping[int, Line]:
        """Lines by the number of their piece."""
        return {line.number: line for line in self.lines}

    @property
    def pieces(self) -> list[Piece]:
        """Those that need a translation."""
        return [line.piece for line in self.lines if needs_translation(line.piece.source)]

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(piece.done for piece in self.pieces)

    @property
    def words_left(self) -> int:
        """Korean words of those that are not."""
        return sum(words_in(piece.source) for piece in self.pieces if not piece.done)

    def counts(self) -> dict[str, int]:
        """How many lines each choice shows."""
        return {show: sum(map(_CHOICES[show], self.lines)) for show in (UNDONE, ALL, FAULTY)}

    def chosen(self, show: str) -> list[Line]:
        """The lines of one choice; what was typed and not saved, and what is refused, stays in sight."""
        held = [line for line in self.lines if line.typed is not None or line.reasons]
        wanted = {line.number for line in (*held, *filter(_CHOICES[show], self.lines))}
        return [line for line in self.lines if line.number in wanted]

    def sections(self, lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
        """Lines below the names of their fields."""
        named = places.names(self.page, [line.piece for line in self.lines])
        grouped = groupby(lines, key=lambda line: places.field_of(line.piece))
        return [(named[name], list(found)) for name, found in grouped]

    def note_changes(self) -> None:
        """Which lines were translated already from an earlier wording, and what differs. One query."""
        earlier = earlier_wordings(self.translation, {line.piece.source for line in self.lines})
        for line in self.lines:
            if line.piece.text and not line.piece.faults:
                continue
            known = earlier.get(line.piece.place, {})
            if (source := marks.likest(line.piece.source, list(known))) is not None:
                (difference,) = differences([("", source)], [("", line.piece.source)])
                line.before = Before(difference, known[source])


_CHOICES = {
    ALL: lambda line: True,
    UNDONE: lambda line: not line.piece.done,
    FAULTY: lambda line: bool(line.piece.faults),
}
