"""A text as it is compared: what does not change the content is taken away.

Unicode's compatibility forms and upper case are made one, spaces, punctuation, symbols and
zero-width characters are left out, letters that look like Latin ones are read as those, and
Hangul written letter by letter is put together. Normalising twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = frozenset("ZPSCM")
#: Letters by their category, of which nothing is seen.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0")
_CACHED_CHARACTERS = 65_536

#: Cyrillic and Greek letters that cannot be told from Latin ones, in upper and lower case.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
    "abesijkmhopctyxaesijopcyxdhqwabezhikmnoptyxoiv",
)

#: Consonants as NFKC spells a single one, and their places among the finals of a syllable.
_FINALS = dict(
    zip("ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ", (1, 2, 4, 7, 8, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27), strict=True)
)
_FINALS_A_SYLLABLE = 28
_FIRST_SYLLABLE = ord("가")
_LOOSE_FINAL = re.compile(f"([가-힣])([{''.join(_FINALS)}])")


class _Kept(dict[int, str | None]):
    """What is kept of one character: itself, or ``None``. Worked out once each."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        dropped = unicodedata.category(sign)[0] in _DROPPED or sign in _INVISIBLE
        kept = None if dropped else sign
        if len(self) < _CACHED_CHARACTERS:  # a text of every character there is must not fill the memory
            self[code] = kept
        return kept


_KEPT = _Kept()


def normalise(text: str) -> str:
    """The text as it is compared. Linear in its length."""
    before = None
    while text != before:  # dropping a sign may bring together what composes: two rounds, rarely three
        before = text
        text = fold(text)
    return text


def fold(text: str) -> str:
    """One round of :func:`normalise`, for what has rounds of its own."""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_KEPT)
    return _LOOSE_FINAL.sub(_close, unicodedata.normalize("NFKC", plain))


def _close(loose: re.Match[str]) -> str:
    """하ᄂ is 한, where the syllable has no final yet."""
    syllable, consonant = loose.groups()
    if (ord(syllable) - _FIRST_SYLLABLE) % _FINALS_A_SYLLABLE:
        return loose.group()
    return chr(ord(syllable) + _FINALS[consonant])
