"""A translation beside its original: figures that differ, and what this room's neighbours say of tags and terms.

No ordinance asks for it by name. A figure that a translation gets wrong breaks the duty to keep information right (안양
제5조제1항, 용인 제5조제1항, 서울 제4조제1항, 동작 제7조제1항), which holds for the foreign-language homepage as well
(안양 제15조, 용인 제16조, 동작 제6조). What is found is worth a look: the translator decides, the reviewer confirms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cms.ordinance.figures import FigureKind
from cms.ordinance.markup import markup_faults, placeholder_faults, placeholders
from cms.ordinance.said_figures import Said, Sort, Text, of_original
from cms.ordinance.terms import Term, missed
from cms.ordinance.translated_figures import of_translation
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

__all__ = [
    "Difference",
    "Term",
    "compare",
    "markup_faults",
    "missed",
    "placeholder_faults",
    "placeholders",
]

#: Beyond so many figures that stand in one text only more often than in the other, it is not told which.
_COUNTED = 200
#: Differences of one piece that somebody would read.
_TOLD = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of the original that the translation lacks, one of the translation that the original lacks, or both
    where one seems to stand for the other. What is lacking is empty.
    """

    kind: FigureKind
    original: str = ""
    translation: str = ""

    @property
    def reason(self) -> Reason:
        """What a translator reads."""
        if not self.translation:
            return _("“%(original)s” of the original is missing in the translation.", original=self.original)
        if not self.original:
            return _("“%(translation)s” does not stand in the original.", translation=self.translation)
        return _(
            "The original says “%(original)s”, the translation “%(translation)s”.",
            original=self.original,
            translation=self.translation,
        )


def compare(source: str, translated: str, language: str) -> tuple[Difference, ...]:
    """Figures in which a translation differs from its Korean original, in the order of the original.

    Numbers in words excuse and never accuse. A figure may stand more often in one text than in the other; that is told
    only where another one stands less often at the same time: 15, 15 and 10 became 15, 10 and 10.
    """
    original, translation = of_original(source), of_translation(translated, language)
    figures, others = _parted(original, translation), _parted(translation, original)
    there, here = _Side(others, translation), _Side(figures, original)
    lacking = [figure for figure in figures if figure.asked and not there.has(figure)]
    strange = [figure for figure in others if figure.asked and not here.has(figure)]
    rarer, oftener = _by_number([figure for figure in figures if _in_digits(figure)], others)
    if not lacking and not strange:
        lacking, strange = _exchanged(rarer, oftener, there, here)
    return tuple(dict.fromkeys(_pairs(lacking[:_TOLD], strange[:_TOLD], rarer[:_TOLD], oftener[:_TOLD])))


def _in_digits(figure: Said) -> bool:
    return any(sign.isdigit() for sign in figure.text)


# Dates


def _parted(text: Text, other: Text) -> list[Said]:
    """Dates that the other text does not have as a whole, as a month and a day: “2–5 May” says 2 May in two places."""
    theirs = _days(other)
    figures = []
    for figure in text.figures:
        if figure.sort is not Sort.DATE or figure.values & theirs:
            figures.append(figure)
        elif figure.asked:
            months = frozenset(Decimal(month) for month, _day in _pairs_of(figure))
            figures.append(replace(figure, sort=Sort.MONTH, values=months, stands_in=months))
            figures.append(figure)
    return figures


def _days(text: Text) -> frozenset[object]:
    return frozenset(value for figure in text.figures if figure.sort is Sort.DATE for value in figure.values)


def _pairs_of(figure: Said) -> list[tuple[int, int]]:
    return [value for value in figure.values if isinstance(value, tuple)]


# What the other text has


class _Side:
    """One of the two texts, as the figures of the other one are looked for in it."""

    def __init__(self, figures: Sequence[Said], text: Text) -> None:
        self.own = {key for figure in figures for key in _keys(figure)}
        self.numbers = {value for figure in figures if figure.sort is Sort.NUMBER for value in figure.values}
        self.worded, self.named = text.words, text.months
        self.stands_in = {value for figure in figures for value in figure.stands_in}
        self.months = {Decimal(month) for figure in text.figures for month, _day in _pairs_of(figure)}

    def has(self, figure: Said) -> bool:
        """Whether anything here says this figure."""
        if self.own & _keys(figure) or self.words(figure):
            return True
        if figure.sort is Sort.NUMBER:
            return bool(figure.values & (self.numbers | self.stands_in))
        if figure.stands_in & self.numbers:
            return True
        if figure.sort is Sort.MONTH:
            return bool(figure.values & self.months)
        return figure.sort is Sort.TIME and self._has_in_words(figure)

    def words(self, figure: Said) -> bool:
        """Whether words here can mean this figure, however often it stands in digits."""
        if figure.sort is Sort.MONTH:
            return bool(figure.values & self.named)
        return bool((figure.values | figure.stands_in) & self.worded)

    def _has_in_words(self, figure: Said) -> bool:
        """Half past nine."""
        said = self.numbers | self.worded
        return any(
            minutes % 60 in said and {minutes // 60, minutes // 60 % 12 or 12} & said
            for minutes in figure.values
            if isinstance(minutes, Decimal) and minutes % 60
        )


def _keys(figure: Said) -> frozenset[object]:
    if figure.kind is FigureKind.URL:
        return frozenset((Sort.WRITTEN, _site(str(value))) for value in figure.values)
    return frozenset((figure.sort, value) for value in figure.values)


_SECOND_LEVEL = re.compile(r"[\w-]+\.(?:go|or|co|ac|re|ne|seoul)\.kr$|[\w-]+\.[\w-]+$")


def _site(address: str) -> str:
    """An address on the web without what may differ between languages: english.anyang.go.kr/en/7 is the site's 7."""
    host, _slash, path = address.partition("/")
    domain = _SECOND_LEVEL.search(host)
    return " ".join([domain.group() if domain else host, *re.findall(r"\d+", path)])


# How often


def _by_number(figures: Sequence[Said], others: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Figures that stand more often in the original, and those that stand more often in the translation."""
    left = Counter(map(_sameness, figures)) - Counter(map(_sameness, others))
    over = Counter(map(_sameness, others)) - Counter(map(_sameness, figures))
    rarer, oftener = _taken(figures, left), _taken(others, over)
    if max(len(rarer), len(oftener)) > _COUNTED:
        return [], []
    return _unmatched(rarer, oftener)


def _sameness(figure: Said) -> object:
    return figure.sort, figure.values


def _taken(figures: Iterable[Said], number: Counter[object]) -> list[Said]:
    taken = []
    for figure in figures:
        if number[_sameness(figure)] > 0:
            number[_sameness(figure)] -= 1
            taken.append(figure)
    return taken


def _unmatched(figures: Sequence[Said], others: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Without those that say each other: as many as can be matched, by augmenting paths."""
    answers = [[at for at, other in enumerate(others) if _says(figure, other)] for figure in figures]
    partner: dict[int, int] = {}

    def match(figure: int, tried: set[int]) -> bool:
        for other in answers[figure]:
            if other not in tried:
                tried.add(other)
                if other not in partner or match(partner[other], tried):
                    partner[other] = figure
                    return True
        return False

    left = [figure for at, figure in enumerate(figures) if not match(at, set())]
    return left, [other for at, other in enumerate(others) if at not in partner]


def _says(figure: Said, other: Said) -> bool:
    if _keys(figure) & _keys(other):
        return True
    numbers = [each.values for each in (figure, other) if each.sort is Sort.NUMBER]
    return len(numbers) == 1 and bool(numbers[0] & (figure.stands_in | other.stands_in))


def _exchanged(
    rarer: Sequence[Said], oftener: Sequence[Said], there: _Side, here: _Side
) -> tuple[list[Said], list[Said]]:
    """Figures that both texts have, yet one of them seems to have taken another’s place.

    A word explains a figure, unless the figure’s own text has such a word as well, which is what that one translates.
    """
    doubted = [
        (figure, other)
        for figure in rarer
        for other in oftener
        if _alike(figure, other)
        and ((figure.asked and not _explained(figure, there, here)) or not _explained(other, here, there))
    ]
    return list(dict.fromkeys(one for one, _other in doubted)), list(dict.fromkeys(other for _one, other in doubted))


def _explained(figure: Said, elsewhere: _Side, beside: _Side) -> bool:
    return elsewhere.words(figure) and not beside.words(figure)


# What is told


def _pairs(
    lacking: Sequence[Said], strange: Sequence[Said], rarer: Sequence[Said], oftener: Sequence[Said]
) -> Iterator[Difference]:
    """Each figure with the one that seems to stand in its place, which may stand elsewhere rightly."""
    candidates = [*strange, *(figure for figure in oftener if figure not in strange)]
    told: set[int] = set()
    for figure in lacking:
        place = next((at for at, other in enumerate(candidates) if at not in told and _alike(figure, other)), None)
        if place is not None:
            told.add(place)
        yield Difference(figure.kind, figure.text, "" if place is None else candidates[place].text)
    spare = [figure for figure in rarer if figure not in lacking]
    for at, other in enumerate(strange):
        if at not in told:
            instead = next((figure for figure in spare if _alike(figure, other)), None)
            if instead is not None:
                spare.remove(instead)
            yield Difference(other.kind, instead.text if instead else "", other.text)


def _alike(figure: Said, other: Said) -> bool:
    if Sort.WRITTEN in (figure.sort, other.sort):
        return figure.kind is other.kind
    return figure.sort is other.sort
