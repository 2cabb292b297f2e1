"""What a file for translators says, whatever its format: the pieces of one page in one language.

Pure: sentences come from gettext, nothing from the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: So many faults of its form, and a file is read no further.
MOST_PROBLEMS = 500
#: The program that a file comes from, as its headers name it.
GENERATOR = "municipal-homepages"


@dataclass(frozen=True, slots=True)
class Previous:
    """What stood at the same place before the original changed, and how it was translated."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One piece. ``source`` and ``text`` are fragments of HTML as wagtail-localize keeps them.

    ``unsure``: the text is there but nobody answers for it (fuzzy in PO, needs-review-translation in XLIFF). In a file
    that was read ``line`` is where the piece begins, ``text_line`` where its translation does; ``remark`` is a sentence
    on it that does not keep it from being taken.
    """

    place: str
    source: str
    text: str = ""
    unsure: bool = False
    comments: tuple[str, ...] = ()
    previous: Previous | None = None
    line: int = 0
    text_line: int = 0
    remark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """wagtail-localize keeps one translation for the same words at the same place."""
        return self.place, self.source


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in one language. ``made_at`` is when this version of the original was taken (``2026-05-02 09:30+0900``),
    not when the file was written: the same words make the same file. ``lines``: where in a file that was read the first
    six are told.
    """

    translation: str
    municipality: str
    page: str
    source_language: str
    language: str
    version: str
    made_at: str
    rows: tuple[Row, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, fact: str) -> int:
        """Where one of them is told; the first line for one that is not."""
        return self.lines.get(fact, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is refused; ``line`` is 0 where it concerns the whole file, ``source`` the piece's original."""

    line: int
    place: str
    sentence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that was read: its sheet, with whatever is wrong with its form. No sheet: nothing could be read."""

    sheet: Sheet | None
    problems: tuple[Problem, ...] = ()


class TooManyProblemsError(Exception):
    """The file is of another kind altogether, or was made to keep the server busy."""


class Problems(list[Problem]):
    """What is wrong with the form of a file."""

    def add(self, line: int, place: str, sentence: str) -> None:
        """
        :raises TooManyProblemsError: when nobody would read on.
        """
        self.append(Problem(line, place, sentence))
        if len(self) >= MOST_PROBLEMS:
            raise TooManyProblemsError


def version_of(pieces: Iterable[tuple[str, str]]) -> str:
    """A digest of the original by the place and words of each piece, in order: 32 hexadecimal figures."""
    content = json.dumps([list(piece) for piece in pieces], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
