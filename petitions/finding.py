"""Finds services by words, in the language of whoever looks.

A municipality has some hundred services at most, so words are held against all of them, as the department directory
does. A service has other words by which people look for it (등본, 불법주차); spaces, case and punctuation do not
matter, and a Korean word is found with its particles (여권을, 여권은).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from petitions.shown import Shown

LONGEST_QUERY = 100
_APART = re.compile(r"[^\w]+|_")
#: The longer ones first: 으로 is not 로 after 으.
_PARTICLES = (
    "에서",
    "으로",
    "이나",
    "하는",
    "하기",
    "을",
    "를",
    "은",
    "는",
    "이",
    "가",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "나",
)
_FEWEST = 2
#: How much a hit in a field says: its name more than its other words, those more than the rest.
_WEIGHTS = (("name", 8), ("keywords", 4), ("description", 2), ("documents", 1), ("remark", 1))


def find(query: str, services: Iterable[Shown]) -> list[Shown]:
    """Those in which every word occurs, the best first; all of them in their order where nothing is asked."""
    words = [form for word in cut(query).split() if (form := _compact(word))]
    every = list(services)
    if not words:
        return every if not query.strip() else []
    scored = [(_score(words, item), place) for place, item in enumerate(every)]
    found = sorted((-score, place) for score, place in scored if score)
    return [every[place] for _score_of, place in found]


def cut(query: str) -> str:
    """A query as it is looked for: without control characters, at most a hundred long."""
    return " ".join(query.replace("\x00", "").split())[:LONGEST_QUERY]


def forms_of(query: str) -> list[tuple[str, ...]]:
    """Each word of a query in the forms under which it may stand in a text without spaces: as it is, and without its
    particle."""
    words = [form for word in cut(query).split() if (form := _compact(word))]
    return [tuple(dict.fromkeys(filter(None, (word, _without_particle(word))))) for word in words]


def _score(words: list[str], item: Shown) -> int:
    texts = [(_compact(item.words(field)), weight) for field, weight in _WEIGHTS]
    texts.append((_compact(item.service.code), 8))
    scores = [_best(word, texts) for word in words]
    if not all(scores):
        return _best("".join(words), texts)  # 불법 주차 for 불법주차, and the other way round
    return sum(scores)


def _best(word: str, texts: list[tuple[str, int]]) -> int:
    for form in (word, _without_particle(word)):
        if form and (best := max((weight for text, weight in texts if form in text), default=0)):
            return best
    return 0


def _without_particle(word: str) -> str:
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= _FEWEST:
            return word.removesuffix(particle)
    return ""


def _compact(text: str) -> str:
    return _APART.sub("", unicodedata.normalize("NFKC", text).casefold())
