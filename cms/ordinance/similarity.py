"""How alike two texts are, and where they differ.

The score is the share of neighbouring pairs of characters that both normalised texts have in
common (Dice's coefficient over pairs, counted as often as they occur): 1 for the same pairs, 0 for
none. Where one text is the other several times over, it is the share of different pairs that both
have. Where one text is the other with more added to it, it is the share of the shorter one's pairs
that the longer one has. Where both texts are mostly Hangul, letters and figures strewn between the
syllables (안a녕b하c세d요) are left out, if that makes them more alike. The score does not mind where
a sentence stands, is the same from either side, and takes time linear in the texts. A person can
recount it, and sees the differing parts in the texts' own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cache
from itertools import pairwise

from cms.ordinance.disguises import bare, undisguised
from cms.ordinance.words import Word, gettext_noop

#: From this score on two texts are called similar. Korean texts of one style share a fifth to a
#: third of their pairs by their endings alone; the same text with some words changed, seven tenths
#: and more.
SIMILAR_FROM = Fraction(6, 10)


#: A text with more added: the shorter one has some length, the longer one not many times it, and
#: nearly all of the shorter one is there. (Any short text is in a long enough one, pair by pair.)
ADDED_TO_LEAST_PAIRS = 30
ADDED_TO_MOST_TIMES = 5
ADDED_TO_FROM = Fraction(85, 100)

#: A text with signs strewn into it: this share of it is Hangul at least, and of that as much as above.
STREWN_FROM = Fraction(4, 10)
_NOT_HANGUL = re.compile("[^가-힣]+")


class Likeness(IntEnum):
    """In their order: what is identical is similar too."""

    NONE = 0
    SIMILAR = 1
    IDENTICAL = 2

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def word(self) -> Word:
        return _LIKENESSES[self]


_LIKENESSES = {
    Likeness.NONE: Word(gettext_noop("not alike")),
    Likeness.SIMILAR: Word(gettext_noop("similar")),
    Likeness.IDENTICAL: Word(gettext_noop("identical")),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one text, and what stands in the other instead; either may be empty."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts have in common; ``similar`` holds for identical ones as well."""

    likeness: Likeness
    score: Fraction
    parts: tuple[Part, ...]

    @property
    def similar(self) -> bool:
        return self.likeness >= Likeness.SIMILAR


def compare(first: str, second: str, similar_from: Fraction = SIMILAR_FROM) -> Comparison:
    """Compare two texts of any length, in time linear in them."""
    likeness, score = judge(first, second, similar_from)
    return Comparison(likeness, score, () if likeness is Likeness.IDENTICAL else tuple(differing(first, second)))


def judge(first: str, second: str, similar_from: Fraction = SIMILAR_FROM) -> tuple[Likeness, Fraction]:
    """The likeness and the score alone, without looking for the differing parts."""
    return judge_keys(key(first), key(second), similar_from)


def key(text: str) -> str:
    """What two texts must share to be identical (똑같은 내용).

    A text of signs alone (?, ^^) would be left with nothing: it is compared as it stands, without spaces.
    """
    return undisguised(text) or "".join(text.split())


def judge_keys(first: str, second: str, similar_from: Fraction = SIMILAR_FROM) -> tuple[Likeness, Fraction]:
    """The same for keys that were made before, to compare one post with many."""
    if first == second or bare(first) == bare(second):
        return Likeness.IDENTICAL, Fraction(1)
    score = _score(first, second)
    return (Likeness.SIMILAR if score >= similar_from else Likeness.NONE), score


def _score(first: str, second: str) -> Fraction:
    score = _score_of_pairs(first, second)
    ours, theirs = _strewn(first), _strewn(second)
    return max(score, _score_of_pairs(ours, theirs)) if ours and theirs else score


def _strewn(text: str) -> str:
    """The Hangul alone of a text that has much of it; '' of another."""
    hangul = _NOT_HANGUL.sub("", text)
    return hangul if len(hangul) > ADDED_TO_LEAST_PAIRS and len(hangul) >= STREWN_FROM * len(text) else ""


def _score_of_pairs(first: str, second: str) -> Fraction:
    ours, theirs = _pairs(first), _pairs(second)
    shorter, longer = sorted((ours.total(), theirs.total()))
    if not longer:
        return Fraction(0)
    common = (ours & theirs).total()
    score = Fraction(2 * common, shorter + longer)
    different = Fraction(len(ours.keys() & theirs.keys()), max(len(ours), len(theirs)))
    if shorter >= ADDED_TO_LEAST_PAIRS and different >= ADDED_TO_FROM:
        score = max(score, different)
    if shorter >= ADDED_TO_LEAST_PAIRS and longer <= ADDED_TO_MOST_TIMES * shorter:
        contained = Fraction(common, shorter)
        return max(score, contained) if contained >= ADDED_TO_FROM else score
    return score


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))


# Where they differ

#: Cells of the table that is filled to align the words between two places that agree, and of all
#: tables together. What would need more is shown as one part.
_CELLS = 40_000
_ALL_CELLS = 400_000

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int


def differing(first: str, second: str) -> Iterator[Part]:
    """The parts in which two texts differ, in the texts' own words; spaces alone make no difference."""
    ours, theirs = _words(first), _words(second)
    pairs = [*_aligned([word.key for word in ours], [word.key for word in theirs]), (len(ours), len(theirs))]
    at_ours = at_theirs = 0
    for our, their in pairs:
        part = Part(_excerpt(first, ours[at_ours:our]), _excerpt(second, theirs[at_theirs:their]))
        if key(part.first) != key(part.second):
            yield part
        at_ours, at_theirs = our + 1, their + 1


def _words(text: str) -> list[_Word]:
    """Words that are left something without their disguise, with their places."""
    once = cache(undisguised)
    found = (_Word(once(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))
    return [word for word in found if word.key]


def _excerpt(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of words that agree, rising in both texts.

    Words that occur once in either text are the posts; between two posts a small table is filled.
    """
    budget = _ALL_CELLS
    at_ours = at_theirs = 0
    for our, their in [*_posts(ours, theirs), (len(ours), len(theirs))]:
        cells = (our - at_ours) * (their - at_theirs)
        if cells <= min(budget, _CELLS):
            budget -= cells
            for x, y in _longest_common(ours[at_ours:our], theirs[at_theirs:their]):
                yield at_ours + x, at_theirs + y
        if our < len(ours):
            yield our, their
        at_ours, at_theirs = our + 1, their + 1


def _posts(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising row of words that occur exactly once in each text (patience sorting)."""
    once = {word for word, times in Counter(theirs).items() if times == 1}
    places = {word: place for place, word in enumerate(theirs) if word in once}
    counted = Counter(ours)
    pairs = [(place, places[word]) for place, word in enumerate(ours) if counted[word] == 1 and word in places]
    tails: list[int] = []
    rows: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        rows[length : length + 1] = [number]
        before.append(rows[length - 1] if length else -1)
    row = []
    number = rows[-1] if rows else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _longest_common(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A longest common row of words, by the table of its lengths."""
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for x in range(len(ours) - 1, -1, -1):
        for y in range(len(theirs) - 1, -1, -1):
            same = ours[x] == theirs[y]
            table[x][y] = table[x + 1][y + 1] + 1 if same else max(table[x + 1][y], table[x][y + 1])
    x = y = 0
    while x < len(ours) and y < len(theirs):
        if ours[x] == theirs[y]:
            yield x, y
            x, y = x + 1, y + 1
        elif table[x + 1][y] >= table[x][y + 1]:
            x += 1
        else:
            y += 1
