"""Whether a translation still says what its original says (번역 최신성).

No ordinance says when a translation is out of date: that follows from the duty to keep information up to date (안양
제5조제1항, 용인 제5조제1항, 서울 제4조제1항, 동작 제7조제1항), which holds for the foreign-language homepage as well
(안양 제15조, 용인 제16조, 동작 제6조). The days for catching up are the operator's setting (운영 기준).
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cms.ordinance.calendar import Calendar
from cms.ordinance.figures import Figure, FigureKind, read
from cms.ordinance.normalise import normalise
from cms.ordinance.verdict import FactsError
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
#: A context and its text, in the order in which readers come upon them.
Segment = tuple[str, str]


class Kind(StrEnum):
    """What a change of the original means for its translations, the gravest last."""

    NOTHING = "nothing"
    COSMETIC = "cosmetic"
    TEXT = "text"
    CRITICAL = "critical"

    @property
    def matters(self) -> bool:
        """Whether a translation made before it is behind."""
        return self in (Kind.TEXT, Kind.CRITICAL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and what stands in its place now; one of the two may be None."""

    gone: Figure | None
    came: Figure | None

    @property
    def kind(self) -> FigureKind:
        """What the figure is, or was."""
        return next(figure.kind for figure in (self.gone, self.came) if figure is not None)


@dataclass(frozen=True, slots=True)
class Change:
    """``pairs``: figures that differ. ``moved``: figures that now stand in another sentence."""

    kind: Kind
    pairs: tuple[Pair, ...] = ()
    moved: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    key: tuple[str, ...]  # words and the values of figures, as they are compared
    figures: tuple[Figure, ...]
    words: str

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        return tuple((figure.kind.value, figure.value) for figure in self.figures)


def classify(before: Sequence[Segment], after: Sequence[Segment]) -> Change:
    """What happened to an original between two versions of it. In doubt a figure counts as changed."""
    if [text for _context, text in before] == [text for _context, text in after]:
        return Change(Kind.NOTHING)
    old, new = _sentences(before), _sentences(after)
    if _flat(old) == _flat(new):
        return Change(Kind.COSMETIC)
    gone, came = _without(old, new), _without(new, old)
    pairs = _pairs(gone, came)
    if pairs:
        return Change(Kind.CRITICAL, pairs)
    moved = _moved(gone, came) or _uprooted(old, new)
    return Change(Kind.CRITICAL, (), moved) if moved else Change(Kind.TEXT)


def fingerprint(segments: Sequence[Segment]) -> str:
    """The same for two versions exactly if at most cosmetic things lie between them. 64 hexadecimal digits."""
    return hashlib.sha256("\x00".join(_flat(_sentences(segments))).encode()).hexdigest()


def lacking(change: Change, translated: Sequence[Segment]) -> tuple[Figure, ...]:
    """New figures of the original that a translation ought to show in digits and does not.

    A date or a weekday may be worded in many ways; an amount, a telephone number, an address on the web may not.
    """
    shown = set()
    for _context, text in translated:
        for piece in read(_plain(text)):
            if isinstance(piece, Figure):
                shown.add(_digits(piece))
    new = [pair.came for pair in change.pairs if pair.came is not None]
    return tuple(figure for figure in new if (digits := _digits(figure)) and digits not in shown)


_SURE = frozenset({FigureKind.AMOUNT, FigureKind.PHONE, FigureKind.EMAIL, FigureKind.URL})


def _digits(figure: Figure) -> str:
    """What every language writes alike; nothing for a figure that each may word in its own way."""
    number = figure.value.split(" ")[0]
    long = figure.kind is FigureKind.NUMBER and len(number) > 2
    return number if figure.kind in _SURE or long else ""


_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|br|hr|div|table|tr|td|th|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^<>]*\bhref\s*=\s*["']([^"']*)["'][^<>]*>""", re.IGNORECASE)
_END = re.compile(r"[.!?。！？…]+(?=\s|$)|\n+")


def _plain(text: str) -> str:
    """Without markup, whose order says nothing; where links lead does."""
    links = [link for link in _LINK.findall(text) if not link.startswith("#")]
    plain = _TAG.sub("", _BLOCK.sub("\n", text))
    return "\n".join([plain, *(re.sub(r"^(?:mailto|tel):", "", link) for link in links)])


def _sentences(segments: Iterable[Segment]) -> list[_Sentence]:
    return [sentence for _context, text in segments for sentence in _parted(_plain(text))]


def _parted(text: str) -> Iterator[_Sentence]:
    pieces: list[str | Figure] = []
    for piece in read(text):
        if isinstance(piece, Figure):
            pieces.append(piece)
            continue
        first, *others = _END.split(piece)
        pieces.append(first)
        for other in others:
            yield from _sentence(pieces)
            pieces = [other]
    yield from _sentence(pieces)


def _sentence(pieces: Sequence[str | Figure]) -> Iterator[_Sentence]:
    key = [f"\x01{piece.kind} {piece.value}" if isinstance(piece, Figure) else normalise(piece) for piece in pieces]
    words = "".join(normalise(piece) for piece in pieces if isinstance(piece, str))
    if any(key):
        figures = tuple(piece for piece in pieces if isinstance(piece, Figure))
        yield _Sentence(tuple(part for part in key if part), figures, words)


def _flat(sentences: Iterable[_Sentence]) -> list[str]:
    """Words and figures in order; where one sentence ends and the next begins is punctuation."""
    flat: list[str] = []
    for sentence in sentences:
        for part in sentence.key:
            if flat and not part.startswith("\x01") and not flat[-1].startswith("\x01"):
                flat[-1] += part
            else:
                flat.append(part)
    return flat


def _without(sentences: Iterable[_Sentence], others: Iterable[_Sentence]) -> list[_Sentence]:
    """Those that the others lack, as often as they lack them."""
    known = Counter(sentence.key for sentence in others)
    left = []
    for sentence in sentences:
        if known[sentence.key]:
            known[sentence.key] -= 1
        else:
            left.append(sentence)
    return left


def _pairs(gone: Sequence[_Sentence], came: Sequence[_Sentence]) -> tuple[Pair, ...]:
    """Figures that went, each with the one of its kind that came in its place."""
    old, new = _figures_without(gone, came), _figures_without(came, gone)
    pairs = []
    for figure in old:
        place = next((other for other in new if _alike(figure, other)), None)
        if place is not None:
            new.remove(place)
        pairs.append(Pair(figure, place))
    return (*pairs, *(Pair(None, figure) for figure in new))


_COUNTED = frozenset({FigureKind.AMOUNT, FigureKind.NUMBER})


def _alike(one: Figure, other: Figure) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} <= _COUNTED


def _figures_without(sentences: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[Figure]:
    known = Counter(value for sentence in others for value in sentence.values)
    left = []
    for sentence in sentences:
        for figure, value in zip(sentence.figures, sentence.values, strict=True):
            if known[value]:
                known[value] -= 1
            else:
                left.append(figure)
    return left


def _moved(gone: Sequence[_Sentence], came: Sequence[_Sentence]) -> tuple[Figure, ...]:
    """The same figures, some in another sentence. Sentences correspond by their order where they are as many; where
    some were parted or joined, a figure stays as long as the words around it do.
    """
    if len(gone) == len(came):
        return tuple(
            figure
            for old, new in zip(gone, came, strict=True)
            if old.values != new.values
            for figure in (old.figures or new.figures)
        )
    if [v for old in gone for v in old.values] != [v for new in came for v in new.values]:
        return tuple(figure for old in gone for figure in old.figures)
    old_hosts = [sentence for sentence in gone for _figure in sentence.figures]
    new_hosts = [sentence for sentence in came for _figure in sentence.figures]
    figures = [figure for sentence in gone for figure in sentence.figures]
    hosts = zip(figures, old_hosts, new_hosts, strict=True)
    return tuple(figure for figure, old, new in hosts if not _akin(old.words, new.words))


def _akin(one: str, other: str) -> bool:
    """Whether half of the shorter one is in the other."""
    return 2 * _shared(one, other) >= min(len(one), len(other)) - 1


def _shared(one: str, other: str) -> int:
    """How many neighbouring pairs of letters two texts have in common."""
    return sum((Counter(map("".join, pairwise(one))) & Counter(map("".join, pairwise(other)))).values())


def _uprooted(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> tuple[Figure, ...]:
    """Figures of whole sentences that now follow another one: 어른 / 1,000원 / 어린이 / 500원 with the amounts, or the
    headings, exchanged. Only where nothing but the order differs.
    """
    if Counter(sentence.key for sentence in old) != Counter(sentence.key for sentence in new):
        return ()
    followed = Counter(_followed(old))
    followed.subtract(_followed(new))
    strayed = {key for (_before, key), number in followed.items() if number}
    return tuple(figure for sentence in old if sentence.key in strayed for figure in sentence.figures)


def _followed(sentences: Sequence[_Sentence]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    before: tuple[str, ...] = ()
    for sentence in sentences:
        if sentence.figures:
            yield before, sentence.key
        before = sentence.key


# States


class State(StrEnum):
    """How a page stands in one language (번역 상태), the one that readers must know of first wins."""

    CURRENT = "current"
    BEHIND = "behind"
    CRITICALLY_BEHIND = "critically_behind"
    MACHINE_UNREVIEWED = "machine_unreviewed"
    IN_TRANSLATION = "in_translation"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """``public``: readers can open it, and it is no copy of the original's own text. ``begun``: somebody translates.
    ``complete``: every piece of it is translated. ``change``: of the original since the version translated from.
    """

    public: bool
    begun: bool = False
    complete: bool = True
    change: Kind = Kind.NOTHING
    machine: bool = False
    reviewed: bool = False


#: In their order: the first that holds is the state.
PRECEDENCE: tuple[tuple[State, Callable[[Standing], bool]], ...] = (
    (State.IN_TRANSLATION, lambda it: not it.public and it.begun),
    (State.MISSING, lambda it: not it.public),
    (State.CRITICALLY_BEHIND, lambda it: it.change is Kind.CRITICAL),
    (State.MACHINE_UNREVIEWED, lambda it: it.machine and not it.reviewed),
    (State.IN_TRANSLATION, lambda it: not it.complete),
    (State.BEHIND, lambda it: it.change is Kind.TEXT),
    (State.CURRENT, lambda it: True),
)


def state(standing: Standing) -> State:
    """The state by :data:`PRECEDENCE`. What a lesser state would tell is told beside it."""
    return next(found for found, holds in PRECEDENCE if holds(standing))


# Days for catching up


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The operator's setting: within how many days by the calendar a translation follows its original."""

    text: int = 14
    critical: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.critical <= self.text:
            raise FactsError([_("A critical change is translated within a day at least, and no later than another.")])


def due(
    behind_since: datetime.date, critical_since: datetime.date | None, setting: CatchUp, calendar: Calendar
) -> datetime.date:
    """The last day for catching up; one that would be due on a day not worked is due on the next."""
    day = behind_since + setting.text * DAY
    if critical_since is not None:
        day = min(day, critical_since + setting.critical * DAY)
    return calendar.next_working_day(day)
