"""Words that differ from municipality to municipality, with the particles (조사) that fit them."""

from __future__ import annotations

from dataclasses import dataclass

_PARTICLES = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이나": ("이나", "나"),
}
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8

#: How a kind of municipality names its head, people, office, affairs and itself.
_BY_UNIT = {
    "시": ("시장", "시민", "시청", "시정", "시"),
    "도": ("도지사", "도민", "도청", "도정", "도"),
    "군": ("군수", "군민", "군청", "군정", "군"),
    "구": ("구청장", "구민", "구청", "구정", "구"),
}


class Noun(str):
    """A noun that takes its particle in a format: ``f"{city:은}"`` is 안양시는 or 가평군은."""

    __slots__ = ()

    def __format__(self, particle: str) -> str:
        if not particle:
            return str(self)
        after_consonant, after_vowel = _PARTICLES[particle]
        final = self._final()
        takes_vowel_form = final == 0 or (particle == "으로" and final == _RIEUL)
        return str(self) + (after_vowel if takes_vowel_form else after_consonant)

    def _final(self) -> int:
        """The final consonant of the last syllable (받침), 0 for none."""
        code = ord(self[-1])
        return (code - _FIRST) % _FINALS if _FIRST <= code <= _LAST else 0


@dataclass(frozen=True, slots=True)
class Names:
    """What a municipality is called, and how it calls its head and its people."""

    city: Noun
    short: Noun
    mayor: Noun
    people: Noun
    hall: Noun
    affairs: Noun
    unit: Noun

    def as_words(self) -> dict[str, Noun]:
        """By the names used in starter texts."""
        return {name: getattr(self, name) for name in self.__slots__}


def names(city: str, kind: str) -> Names:
    """From the name (안양시) and the kind (특별시, 도, 군, 자치구 …), whose last syllable says the unit."""
    unit = next((letter for letter in (kind[-1:], city[-1:]) if letter in _BY_UNIT), "시")
    short = city.removesuffix("특별자치시").removesuffix("특별자치도").removesuffix("특별시").removesuffix("광역시")
    short = short.removesuffix("특례시")
    if short == city and len(city) > 2:
        short = city[:-1]
    return Names(Noun(city), Noun(short), *map(Noun, _BY_UNIT[unit]))
