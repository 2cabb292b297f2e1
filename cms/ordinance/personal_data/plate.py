"""Vehicle registration plates (자동차등록번호판): 12가3456, 123가4568, 서울12가3456.

0.95  with its region, or with a word such as 차량 before it
0.8   in one piece, with a letter that is no common word
0.5   with a letter that also is a word (조, 호, 도 …), or a space behind the letter
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import MASK_OR_DIGIT, labelled
from cms.ordinance.personal_data.finding import Candidate, Kind
from cms.ordinance.personal_data.licence import REGIONS

_PLAIN = "가나다라마거너더러머버어저노모소누두루무"
_WORDLIKE = "서고도로보오조구부수우주하허호바사아자배국합육해공"
#: What follows an amount and never a plate: 12조3456억.
_NO_UNIT = r"(?![ ]?(?:억|만|천|백|원|명|개|년|건|세대|톤|㎡|㎞|km|평|필지|부터|,[0-9]))"
_END = rf"(?!{MASK_OR_DIGIT}){_NO_UNIT}"

_WITH_REGION = re.compile(rf"(?:{REGIONS})[ ]?[0-9]{{1,2}}[ ]?[{_PLAIN}{_WORDLIKE}][ ]?[0-9]{{4}}{_END}")
_MODERN = re.compile(
    rf"(?<!{MASK_OR_DIGIT})(?<!{MASK_OR_DIGIT}[-.,])(?<!제)(?:[1-9][0-9]{{2}}|[0-9]{{2}})(?P<gap>[ ]?)"
    rf"(?P<letter>[{_PLAIN}{_WORDLIKE}])(?P<gap2>[ ]?)[0-9]{{4}}{_END}"
)
_DIPLOMATIC = re.compile(rf"(?:외교|영사|준외|준영|국기|협정|대표)[ ]?[0-9]{{3}}[- ]?[0-9]{{3}}{_END}")
_MOTORCYCLE = re.compile(rf"(?:{REGIONS})[ ]?[가-힣]{{1,4}}[ ]?[가나다라마바사아자차카타파하][ ]?[0-9]{{4}}{_END}")
#: 대법원 98다1234 is a case before a court.
_CASE = re.compile(r"법원|헌재|헌법재판소|판결|판례|사건|선고|결정")
_CALLED_SO = re.compile(r"차량|자동차|번호판|차[ ]?번호|차종|승용차|이륜|오토바이|주차|(?<![가-힣])차")


def find(text: str) -> Iterator[Candidate]:
    """Plates in a reading; those of motorcycles only after a word such as 이륜차."""
    for match in _WITH_REGION.finditer(text):
        yield _candidate(match, 0.95)
    for match in _MODERN.finditer(text):
        if labelled(_CASE, text, match.start()) or _CASE.match(text, match.end() + 1):
            continue
        confidence = _confidence(text, match)
        if confidence:
            yield _candidate(match, confidence)
    for match in _DIPLOMATIC.finditer(text):
        yield _candidate(match, 0.8)
    for match in _MOTORCYCLE.finditer(text):
        if labelled(_CALLED_SO, text, match.start()):
            yield _candidate(match, 0.8)


def _candidate(match: re.Match[str], confidence: float) -> Candidate:
    return Candidate(match.start(), match.end(), Kind.VEHICLE_PLATE, confidence)


def _confidence(text: str, match: re.Match[str]) -> float:
    if labelled(_CALLED_SO, text, match.start()):
        return 0.95
    spaced, wordlike = bool(match["gap"] or match["gap2"]), match["letter"] in _WORDLIKE
    if spaced:
        return 0 if wordlike or match["gap"] else 0.5
    return 0.5 if wordlike else 0.8
