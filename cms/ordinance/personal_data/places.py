"""Names of provinces, cities, counties and districts (시·도, 시·군·구), to know an address from a sentence.

``places.txt`` holds the local governments of 2025, the districts of larger cities (일반구), the
cities of Jeju, and the districts of Incheon since July 2026.
"""

from __future__ import annotations

from importlib import resources
from itertools import product

_PROVINCES = (
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 "
    "충청북 충청남 전라북 전라남 경상북 경상남 전남광주통합"
)
_RANKS = ("", "특별자치도", "특별자치시", "특별시", "광역시", "도", "시")

#: Cities, counties and districts.
NAMES = frozenset((resources.files("cms.ordinance.personal_data") / "places.txt").read_text(encoding="utf-8").split())
_KNOWN = NAMES | frozenset(map("".join, product(_PROVINCES.split(), _RANKS)))
_LENGTHS = sorted({len(name) for name in NAMES})


def is_known(word: str) -> bool:
    """Whether a word names a province, city, county or district."""
    return word in _KNOWN


def begins_with_known(word: str) -> bool:
    """Whether a word begins with a city, county or district, as where no space follows one: 동작구장승배기로."""
    return any(word[:length] in NAMES for length in _LENGTHS)
