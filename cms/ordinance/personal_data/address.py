"""Addresses with a building or lot number: 도로명 (장승배기로 161), 지번 (노량진동 47-2), 동·호.

    0.9   with its city or district, a word such as 주소, a detail (동·호) or a lane (번길)
    0.7   with a number in two parts: 노량진동 47-2
    0.5   a road and a number alone, which a sentence may look like too; a flat (101동 1203호)

A street without a number is no address of a person and is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cms.ordinance.personal_data import address_words as words
from cms.ordinance.personal_data.edges import before, labelled
from cms.ordinance.personal_data.finding import MASK, Candidate, Kind
from cms.ordinance.personal_data.places import begins_with_known, is_known

_NUMBER = rf"(?P<number>[1-9][0-9]{{0,4}}(?:[ ]?-[ ]?[1-9][0-9]{{0,3}})?)(?![0-9{MASK}]|[.,:~/-][0-9])"
_ROAD = re.compile(
    r"(?P<suffix>대로|로|길)(?P<lane>[ ]?[0-9]{1,4}(?:번[가나다라마바사]?)?[가나다라마바사]?길)?[ ]{0,2}"
    rf"(?:지하[ ]?)?{_NUMBER}"
)
_LOT = re.compile(rf"(?P<suffix>동|리|(?<=[0-9])가)[ ]{{0,2}}(?P<hill>산[ ]?)?{_NUMBER}(?P<lot>[ ]?번지)?")
_BUILDING = r"[가-힣A-Za-z0-9]{1,12}(?:아파트|빌라|빌딩|오피스텔|맨션|연립|타워|타운|주택)"
_FLAT = re.compile(
    rf"(?:(?P<house>{_BUILDING})[ ]{{0,2}})?(?<![0-9{MASK}])제?(?P<number>[1-9][0-9]{{0,3}})동"
    r"[ ,]{0,2}제?[1-9][0-9]{1,4}호(?!선)"
)
_ENGLISH = re.compile(
    rf"(?<![0-9{MASK}-])[1-9][0-9]{{0,4}}(?:-[0-9]{{1,4}})?,?[ ]{{1,2}}[A-Z][A-Za-z0-9]{{1,24}}"
    r"(?:[ -][A-Za-z0-9]{1,12}){0,3}?-(?:daero|ro|gil)(?![A-Za-z])"
    r"|(?<![A-Za-z])[A-Z][A-Za-z]{1,24}(?:-[a-z]{1,12}){0,2}?-(?:daero|ro|gil)[ ]"
    rf"(?:[0-9]{{1,4}}(?:beon)?-gil[ ])?[1-9][0-9]{{0,4}}(?:-[0-9]{{1,4}})?(?![0-9{MASK}])"
)

#: Read backwards from the number on: forwards, every letter before it would be tried as a beginning.
_NAME = re.compile(r"[가-힣A-Za-z0-9·.]{1,12}")
_DONG_NAME = re.compile(r"[0-9]{0,2}[가-힣]{1,6}")
_PARISH = re.compile(r"[읍면동리][0-9]{0,2}[가-힣]{1,5}")
_WORD = re.compile(r"[ ,]*([가-힣0-9]+)")
_TOWNSHIP = re.compile(r"[ ]{0,2}[읍면][가-힣]{1,4}")
_DETAIL = re.compile(
    r"(?:[ ]{0,2}번지)?(?P<parish>[ ]{0,2},?[ ]{0,2}\([가-힣]{1,8}[0-9]{0,2}(?:동|리|가)[^()\n]{0,30}\))?"
    rf"(?:,?[ ]{{0,2}}{_BUILDING})?(?P<flat>,?[ ]{{0,2}}제?[0-9A-Za-z]{{1,4}}동(?=[ ,]{{0,2}}제?[0-9]))?"
    r"(?P<floor>,?[ ]{0,2}(?:지하[ ]?)?[0-9]{1,3}층)?(?P<unit>,?[ ]{0,2}제?[0-9]{2,5}호(?!선))?"
)
_WIDTH = 40


class _Core(NamedTuple):
    """A name and its number; ``front`` is where the district before them begins."""

    front: int
    start: int
    end: int
    name: str
    match: re.Match[str]

    @property
    def two_parts(self) -> bool:
        return "-" in self.match["number"]


def find(text: str) -> Iterator[Candidate]:
    """Addresses in a reading; ``key`` is the name with its number, without spaces."""
    yield from _roads(text)
    for match in _LOT.finditer(text):
        yield from _lot(text, match)
    for match in _FLAT.finditer(text):
        named = match["house"] or labelled(words.BUILDING, text, match.start())
        yield Candidate(match.start(), match.end(), Kind.ADDRESS, 0.9 if named else 0.5)
    for match in _ENGLISH.finditer(text):
        yield Candidate(match.start(), match.end(), Kind.ADDRESS, 0.8)


def _roads(text: str) -> Iterator[Candidate]:
    """A road's name ends with the road (로, 길), so it cannot reach over one to its number: 공단로 1시민로 2."""
    last = 0
    for match in _ROAD.finditer(text):
        yield from _road(text, match, _backwards(_NAME, text[max(last, match.start() - 12) : match.start()]))
        last = match.start("number")


def _road(text: str, match: re.Match[str], name: str) -> Iterator[Candidate]:
    if not name or name.isdecimal() or words.counted(text, match.end()):
        return
    core = _core(text, match, name)
    detail = _detail(text, core.end)
    if match["lane"] or _certain(text, core, detail):
        yield _candidate(text, core, detail, 0.9)
    elif len(core.name) >= 3 and not words.ends_in_particle(core.name):
        if core.two_parts:
            yield _candidate(text, core, detail, 0.7)
        elif not words.is_year(match["number"]):
            yield _candidate(text, core, detail, 0.5)


def _lot(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    name = _backwards(_DONG_NAME, text[max(0, match.start() - 8) : match.start()])
    if not name or words.counted(text, match.end()):
        return
    core = _core(text, match, name)
    township = _backwards(_TOWNSHIP, text[max(0, core.start - 8) : core.start])
    if township:
        core = core._replace(front=min(core.front, core.start - len(township)))
    if core.front == core.start and words.is_no_parish(core.name):
        return
    detail = _detail(text, core.end)
    if match["lot"] or match["hill"] or _certain(text, core, detail):
        yield _candidate(text, core, detail, 0.9)
    elif core.two_parts and match["suffix"] != "리":
        yield _candidate(text, core, detail, 0.7)


def _core(text: str, match: re.Match[str], name: str) -> _Core:
    start = match.start() - len(name)
    return _Core(_district_start(text, start), start, match.end(), name + match["suffix"], match)


def _certain(text: str, core: _Core, detail: re.Match[str]) -> bool:
    """Whether a district, a word such as 주소 or a detail shows that this is an address."""
    return (
        core.front < core.start
        or any(detail.group("parish", "flat", "unit"))
        or begins_with_known(core.name)
        or labelled(words.CALLED_SO, text, core.start)
    )


def _detail(text: str, place: int) -> re.Match[str]:
    """What follows the number. Every part of it may be missing, so there always is a match, if an empty one."""
    return next(_DETAIL.finditer(text, place))


def _district_start(text: str, place: int) -> int:
    """Where the province, city and district before a place begin; the place itself if there is none."""
    backwards = before(text, place, _WIDTH)[::-1]
    begin, known = 0, False
    while word := _WORD.match(backwards, begin):
        named = is_known(word[1][::-1])
        if not named and (known or not _PARISH.fullmatch(word[1])):
            break
        known, begin = known or named, word.end()
    return place - begin if known else place


def _backwards(pattern: re.Pattern[str], front: str) -> str:
    """What a pattern that is written backwards finds at the very end."""
    match = pattern.match(front[::-1])
    return match.group()[::-1] if match else ""


def _candidate(text: str, core: _Core, detail: re.Match[str], confidence: float) -> Candidate:
    key = text[core.start : core.end].replace(" ", "").removesuffix("번지")
    return Candidate(core.front, detail.end(), Kind.ADDRESS, confidence, key)
