"""The text as a person reads it, with the way back to the original characters.

Full-width digits, zero-width characters, odd hyphens, dots and spaces, strike-through marks and
decomposed Hangul look like plain text to a reader, and hide a number from a naive search. The
reading spells them plainly, and knows for each of its characters where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_HYPHENS = "-‐‑‒–—―−﹘﹣－⁃˗⁻₋ーｰㅡ─━一⸺⸻\u1173"
_DOTS = ".․·・･•∙⋅‧｡。．ㆍᆞ"
_TILDES = "~∼〜～˜"
_BLANKS = "\t\v\f\r\u2800"
_LINE_ENDS = "\n\x85\u2028\u2029"
#: Letters by their category, yet nothing is seen of them.
_INVISIBLE = "\u115f\u1160\u3164\uffa0"
_MARKS = frozenset({"Mn", "Me"})
_DROPPED_CATEGORIES = _MARKS | {"Cf", "Cc"}

_PIECE = re.compile(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|.", re.DOTALL)
_DECOMPOSED = re.compile(r"[\u1100-\u1112][\u1161-\u1175]")
#: ⓪①②: two and more in a row spell a number, a single one marks an item of a list.
_ENCLOSED_RUN = re.compile("[⓪①-⑨⑴-⑼⒈-⒐❶-❾➀-➈➊-➒⓵-⓽⓿]{2,}")

_CACHED_CHARACTERS = 65_536


class _Spelling(dict[int, str | None]):
    """How one character is read; ``None`` where it is not seen at all. Worked out once each."""

    def __missing__(self, code: int) -> str | None:
        read = _spell(chr(code))
        if len(self) < _CACHED_CHARACTERS:  # a text of every character there is must not fill the memory
            self[code] = read
        return read


_KINDS = {
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DOTS, "."),
    **dict.fromkeys(_TILDES, "~"),
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_INVISIBLE, None),
}


def _spell(character: str) -> str | None:
    if character in _KINDS:
        return _KINDS[character]
    category = unicodedata.category(character)
    if category in _DROPPED_CATEGORIES:
        return None
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isascii() and category != "No" else character


_SPELLING = _Spelling()


@dataclass(frozen=True, slots=True)
class Reading:
    """A plain spelling of a text; ``span`` leads from it back to the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters ``start`` to ``end`` of the reading stand in the original."""
        return self.starts[start], self.ends[end - 1]


def read(original: str) -> Reading:
    """Read a text of any length, in time linear in it."""
    plain = original.translate(_SPELLING)
    if len(plain) == len(original) and not _DECOMPOSED.search(original):
        return Reading(_join_enclosed(plain), range(len(plain)), range(1, len(plain) + 1))
    return _read_piecewise(original)


def _read_piecewise(original: str) -> Reading:
    """The same where characters are dropped or composed, and places shift."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(original):
        found = piece.group()
        read_as = unicodedata.normalize("NFC", found) if len(found) > 1 else _SPELLING[ord(found)]
        if read_as is not None:
            characters.append(read_as)
            starts.append(piece.start())
            ends.append(piece.end())
        elif ends and unicodedata.category(found) in _MARKS:
            ends[-1] = piece.end()  # a mark belongs to the sign that it strikes through
    return Reading(_join_enclosed("".join(characters)), starts, ends)


def _join_enclosed(text: str) -> str:
    return _ENCLOSED_RUN.sub(lambda run: "".join(str(unicodedata.digit(sign)) for sign in run.group()), text)
