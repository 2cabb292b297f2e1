"""A text without what disguises it: it looks like another to a computer, and like the same to a reader.

Two steps. :func:`undisguised` puts in their place letters of other scripts that are drawn alike, circled and squared
ones, figures of other scripts, a letter that is repeated and repeated, and text written backwards and turned round by a
control character: nothing that tells two honest texts apart is lost. :func:`bare` also takes away what sometimes does
(accents, a doubled letter, l for I): two texts that agree in that are the same to a reader, but it says nothing of how
alike two others are. What comes out is compared and never shown; either takes time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from cms.ordinance.lookalikes import FIRST, LOOKALIKES
from cms.ordinance.normalise import fold

#: Controls of direction: what opens a part, what closes one, and which opens a part that is read from its end.
_RIGHT_TO_LEFT = "\u202e"
_OPENS = "\u202a\u202b\u202d\u2066\u2067\u2068" + _RIGHT_TO_LEFT
_CLOSES = "\u202c\u2069"
_CONTROL = re.compile(f"([{_OPENS}{_CLOSES}\n\u2029])")
#: UAX #9, BD2: deeper parts are not opened.
_DEEPEST = 125

_ACCENTED = ("LATIN", "GREEK", "CYRILLIC")
_CACHED_CHARACTERS = 65_536
#: Letters, never figures: 1000 is not 10.
_REPEATED = re.compile(r"([^\W\d_])\1\1+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
#: g00gle, p1ay: within a word.
_FIGURES = re.compile(r"(?<=[a-z])[01]+(?=[a-z])")
_LETTERS = str.maketrans("01", "oi")


class _Remembered(dict[int, str]):
    """What becomes of each character, worked out once."""

    def __init__(self, rule: Callable[[str], str], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self.rule = rule

    def __missing__(self, code: int) -> str:
        found = self.rule(chr(code))
        if len(self) < _CACHED_CHARACTERS:  # a text of every character there is must not fill the memory
            self[code] = found
        return found


def undisguised(text: str) -> str:
    """The text as it is compared with others. Doing it twice changes nothing."""
    text, before = in_reading_order(text).translate(FIRST), None
    while text != before:  # a few rounds: a letter that is read as another may compose with the next
        before = text
        text = _REPEATED.sub(r"\1", fold(text).translate(_PLAIN))
    return text


def bare(text: str) -> str:
    """What :func:`undisguised` left, down to what a reader glances at."""
    plain = text.translate(_UNACCENTED)
    return _DOUBLED.sub(r"\1", _FIGURES.sub(_as_letters, plain).translate(_ALIKE))


def _as_letters(figures: re.Match[str]) -> str:
    return figures.group().translate(_LETTERS)


def _plain(sign: str) -> str:
    """A figure of any script is the figure that it is worth."""
    value = unicodedata.numeric(sign) if unicodedata.category(sign) in ("Nd", "No") else 0.5
    return str(int(value)) if value == int(value) else sign


def _unaccented(sign: str) -> str:
    """Hangul, which is composed of letters too, stays."""
    if unicodedata.name(sign, "").startswith(_ACCENTED):
        base = unicodedata.normalize("NFD", sign)[0]
        return LOOKALIKES.get(ord(base), base)
    return sign


_PLAIN = _Remembered(_plain, LOOKALIKES)
_UNACCENTED = _Remembered(_unaccented, {})
_ALIKE = str.maketrans("l", "i")


def in_reading_order(text: str) -> str:
    """The text as a reader sees it where a part of it is turned round (U+202E), line by line."""
    if _RIGHT_TO_LEFT not in text:
        return text
    return "".join(_turned(text))


def _turned(text: str) -> Iterator[str]:
    """A part that is open holds its pieces; closed, it is a piece of the part around it."""
    parts: list[tuple[bool, list[str]]] = [(False, [])]
    for piece in _CONTROL.split(text):
        if piece in ("\n", "\u2029"):  # a line ends what is open
            while len(parts) > 1:
                _close(parts)
            yield "".join(parts[0][1]) + piece
            parts = [(False, [])]
        elif piece and piece in _OPENS:
            if len(parts) <= _DEEPEST:
                parts.append((piece == _RIGHT_TO_LEFT, []))
        elif piece and piece in _CLOSES:
            if len(parts) > 1:
                _close(parts)
        else:
            parts[-1][1].append(piece[::-1] if parts[-1][0] else piece)
    while len(parts) > 1:
        _close(parts)
    yield "".join(parts[0][1])


def _close(parts: list[tuple[bool, list[str]]]) -> None:
    is_turned, pieces = parts.pop()
    parts[-1][1].append("".join(reversed(pieces) if is_turned else pieces))
