"""What people wrote here before for the same Korean, or for one much like it (번역 메모리).

The memory is what wagtail-localize keeps of every translated piece of this municipality: nothing is stored a second
time, and nothing of another municipality is ever seen.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from rapidfuzz import fuzz, process
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.glossary.models import KOREAN
from cms.ordinance.markup import TAG, markup_faults, placeholder_faults

#: Pieces that are looked through, the latest first.
MOST = 20_000
#: From which likeness on a piece is offered.
LIKENESS = 75
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_HANGUL = re.compile("[가-힣]")
_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
_CANDIDATES = 12  # alike pieces a piece that are looked at more closely


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of ``source``, which is the piece itself (likeness 100) or one much like it.

    ``where``: the title of the page that it stands on, in Korean; ``who``: the account that wrote it, empty where it is
    gone; ``figures``: whether the numbers of ``source`` are others than those of the piece.
    """

    text: str
    source: str
    likeness: int
    where: str
    who: str
    when: dt.datetime
    machine: bool
    published: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    source: str
    text: str
    machine: bool
    author: int | None
    at: dt.datetime
    place: UUID


class Memory:
    """The memory of one language, read with one query. Asking it takes two more, for however many pieces."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._by_source: dict[str, list[_Kept]] = defaultdict(list)
        rows = StringTranslation.objects.filter(
            locale=locale, has_error=False, translation_of__locale__language_code=KOREAN
        )
        rows = rows.exclude(context__path="slug").order_by("-updated_at", "-pk")
        for source, text, kind, author, at, place in rows.values_list(
            "translation_of__data",
            "data",
            "translation_type",
            "last_translated_by_id",
            "updated_at",
            "context__object_id",
        )[:MOST]:
            if text.strip() and not (text == source and _HANGUL.search(text)):
                self._by_source[_even(source)].append(_Kept(source, text, kind == _MACHINE, author, at, place))
        by_length = sorted((_masked(source), source) for source in self._by_source)
        by_length.sort(key=lambda each: len(each[0]))
        self._masked = [masked for masked, _source in by_length]
        self._sources = [source for _masked, source in by_length]
        self._lengths = [len(masked) for masked in self._masked]

    def suggestions(self, source: str, limit: int = 3, *, besides: str = "") -> list[Suggestion]:
        """For one piece; ``besides`` is what stands there already and is no suggestion."""
        return self.suggest({source: besides}, limit)[source]

    def suggest(self, pieces: Mapping[str, str] | Iterable[str], limit: int = 3) -> dict[str, list[Suggestion]]:
        """For all pieces of a page, each with what stands there already: a human’s before a machine’s, the same Korean
        before one that is alike, published before not, then the latest. Never one with a fault.
        """
        asked = dict(pieces) if isinstance(pieces, Mapping) else dict.fromkeys(pieces, "")
        found = {source: self._found(source, besides) for source, besides in asked.items()}
        kept = [each for candidates in found.values() for _likeness, each in candidates]
        pages, people = _pages(kept, self.locale), _people(kept)
        return {source: _offered(source, candidates, pages, people, limit) for source, candidates in found.items()}

    def _found(self, source: str, besides: str) -> list[tuple[int, _Kept]]:
        key = _even(source)
        alike = [(100, key)] if key in self._by_source else []
        alike += [(likeness, other) for likeness, other in self._alike(key) if other != key]
        return [
            (likeness, each)
            for likeness, other in alike
            for each in self._by_source[other]
            if each.text != besides and not _faulty(each)
        ]

    def _alike(self, source: str) -> list[tuple[int, str]]:
        """Pieces much like this one. Only lengths that can reach the likeness are compared."""
        masked = _masked(source)
        shortest, longest = _lengths(len(masked))
        begin, end = bisect_left(self._lengths, shortest), bisect_right(self._lengths, longest)
        near = self._masked[begin:end]
        found = process.extract(masked, near, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=_CANDIDATES)
        return [(min(99, int(score)), self._sources[begin + at]) for _text, score, at in found]


def _even(source: str) -> str:
    return " ".join(unicodedata.normalize("NFC", source).split())


def _masked(source: str) -> str:
    """Without tags, and with every number as one: 2,000원 is like 3,000원."""
    return _FIGURE.sub("0", TAG.sub("", source))


def _lengths(length: int) -> tuple[int, int]:
    """Between which a text must be for the likeness: twice the shorter over both, at most."""
    least = LIKENESS / 100
    return int(length * least / (2 - least)), int(length * (2 - least) / least) + 1


def _faulty(kept: _Kept) -> bool:
    return bool(markup_faults(kept.source, kept.text) or placeholder_faults(kept.source, kept.text))


@dataclass(frozen=True, slots=True)
class _PlaceOfPiece:
    title: str = ""
    published_at: dt.datetime | None = None


def _pages(kept: Sequence[_Kept], locale: Locale) -> dict[UUID, _PlaceOfPiece]:
    """By the key that an original and its translations share: the original's title, and since when the translation is
    public as it stands.
    """
    places: dict[UUID, _PlaceOfPiece] = {}
    rows = Page.objects.filter(translation_key__in={each.place for each in kept}, alias_of=None)
    for key, of, live, title, at in rows.values_list(
        "translation_key", "locale_id", "live", "title", "last_published_at"
    ):
        known = places.get(key, _PlaceOfPiece())
        if of == locale.pk:
            places[key] = _PlaceOfPiece(known.title or title, at if live else None)
        else:
            places[key] = _PlaceOfPiece(title, known.published_at)
    return places


def _people(kept: Sequence[_Kept]) -> dict[int, str]:
    numbers = {each.author for each in kept if each.author is not None}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=numbers)} if numbers else {}


def _offered(
    source: str,
    candidates: Sequence[tuple[int, _Kept]],
    pages: Mapping[UUID, _PlaceOfPiece],
    people: Mapping[int, str],
    limit: int,
) -> list[Suggestion]:
    """The best, each text once."""
    offered: dict[str, Suggestion] = {}
    for suggestion in sorted((_suggestion(source, each, pages, people) for each in candidates), key=_order):
        offered.setdefault(suggestion.text, suggestion)
    return list(offered.values())[:limit]


def _order(suggestion: Suggestion) -> tuple[Any, ...]:
    when = -suggestion.when.timestamp()
    return suggestion.machine, -suggestion.likeness, not suggestion.published, when


def _suggestion(
    source: str, candidate: tuple[int, _Kept], pages: Mapping[UUID, _PlaceOfPiece], people: Mapping[int, str]
) -> Suggestion:
    likeness, kept = candidate
    place = pages.get(kept.place, _PlaceOfPiece())
    text = kept.text if likeness == 100 or not markup_faults(source, kept.text) else TAG.sub("", kept.text)
    return Suggestion(
        text=text,
        source=kept.source,
        likeness=likeness,
        where=place.title,
        who=people.get(kept.author or 0, ""),
        when=kept.at,
        machine=kept.machine,
        published=place.published_at is not None and kept.at <= place.published_at,
        figures=sorted(_FIGURE.findall(TAG.sub("", source))) != sorted(_FIGURE.findall(TAG.sub("", kept.source))),
    )
