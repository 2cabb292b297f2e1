"""Telephone numbers of people: mobile (휴대전화), and landline, internet and safe numbers.

Nationwide numbers of offices and firms (1588-0000, 080-000-0000) and short ones (120, 119) belong
to nobody in person and are not looked for.

    0.98  a mobile number in its usual spelling; 0.95 a landline number so
    0.9   an old mobile prefix (011, 016 to 019), which is no longer given out
    0.7   hidden by odd signs, or O for 0; a number in one run that may be something else
    0.6   without its area code, after a word such as 전화
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import END, ODD_GAP, PLAIN_GAP, START, digits, ordinary
from cms.ordinance.personal_data.finding import MASK, Candidate, Kind

_ZERO = "0OoОоΟο〇○"
_ONE = "1lIi|ㅣ"
_ABROAD = r"(?:\+|(?<![0-9])00)?\(?82\)?[ ]?[-.]?[ ]?(?:\(0\)|0)?"

_MOBILE = re.compile(
    rf"{START}(?P<open>\()?(?:(?P<abroad>{_ABROAD})(?P<short>1[016789])|(?P<prefix>[{_ZERO}][{_ONE}][{_ZERO}16789]))"
    rf"(?P<gap>{ODD_GAP})(?P<exchange>[0-9]{{3,4}})(?P<gap2>{ODD_GAP})(?P<line>[0-9]{{4}}){END}"
)
_AREAS = "2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8]?|303"
_LANDLINE = re.compile(
    rf"{START}(?P<open>\()?(?:(?P<abroad>{_ABROAD})(?:{_AREAS})|0(?:{_AREAS}))"
    rf"(?P<gap>\)?{PLAIN_GAP}|[ ]?에[ ]?)(?P<exchange>[0-9]{{3,4}})(?P<gap2>국?{PLAIN_GAP}|\)|[ ]?에[ ]?)"
    rf"(?P<line>[0-9]{{4}}){END}(?!-[0-9]{{2}})"
)
_LABELS = (
    r"전화|전번|연락|통화|☎|☏|📞|📱|자택|팩스|휴대폰|핸드폰|휴대전화|휴대번호|"
    r"(?<![a-z])(?:tel|phone|fax|h\.?p|c\.?p|mobile|cell)(?![a-z])"
)
_LOCAL = re.compile(
    rf"(?P<label>{_LABELS})(?:[^\n0-9{MASK}]{{0,12}}|[^\n0-9{MASK}]{{0,6}}\n[ ]{{0,4}})"
    rf"(?P<number>(?!1[568][0-9]{{2}})[0-9]{{3,4}}[ ]?[-.)][ ]?[0-9]{{4}})"
    rf"{END}(?!-[0-9])",
    re.IGNORECASE,
)
_OF_MOBILES = re.compile(r"휴대|핸드폰|📱|h\.?p|c\.?p|mobile|cell", re.IGNORECASE)


def find(text: str) -> Iterator[Candidate]:
    """Telephone numbers in a reading; ``key`` is the number as dialled within the country."""
    yield from _mobiles(text)
    yield from _landlines(text)
    yield from _local_numbers(text)


def _mobiles(text: str) -> Iterator[Candidate]:
    for match in _MOBILE.finditer(text):
        prefix = match["prefix"] or "0" + match["short"]
        start = _start(text, match)
        if prefix[0].isalpha() and text[start - 1 : start].isalpha():
            continue  # the O of a word
        plain = "01" + ("0" if prefix[2] in _ZERO else prefix[2])
        key = plain + match["exchange"] + match["line"]
        yield Candidate(start, match.end(), Kind.MOBILE_PHONE, _mobile_confidence(match, prefix, key), key)


def _mobile_confidence(match: re.Match[str], prefix: str, number: str) -> float:
    if not prefix.isdecimal() or not ordinary(match["gap"].removeprefix(")"), match["gap2"]):
        return 0.7
    if prefix != "010":
        return 0.9
    return 0.98 if len(number) == 11 else 0.7


def _landlines(text: str) -> Iterator[Candidate]:
    for match in _LANDLINE.finditer(text):
        start = _start(text, match)
        key = national(text[start : match.end()])
        separated = bool(match["gap"] and match["gap2"])
        yield Candidate(start, match.end(), Kind.LANDLINE_PHONE, 0.95 if separated else 0.7, key)


def _local_numbers(text: str) -> Iterator[Candidate]:
    for match in _LOCAL.finditer(text):
        kind = Kind.MOBILE_PHONE if _OF_MOBILES.search(match["label"]) else Kind.LANDLINE_PHONE
        start, end = match.span("number")
        yield Candidate(start, end, kind, 0.6, digits(match["number"]))


def _start(text: str, match: re.Match[str]) -> int:
    """Without an opening bracket that is closed only behind the number: (02-123-4567)."""
    closed = match["open"] is None or ")" in text[match.start() : match.end()].replace("(0)", "")
    return match.start() if closed else match.start() + 1


def national(written: str) -> str:
    """A number as dialled within the country: +82 (0)2 1234-5678 is 0212345678."""
    number = digits(written)
    for abroad in ("0082", "82"):
        if number.startswith(abroad) and len(number) - len(abroad) >= 8:
            return "0" + number.removeprefix(abroad).removeprefix("0")
    return number


#: What is dialled before a number from elsewhere.
_AREA = re.compile(rf"0(?:{_AREAS}|1[016789])")


def without_area(number: str) -> str:
    """A number as dialled within its own area: 0310000001 is 0000001."""
    area = _AREA.match(number) if len(number) >= 9 else None
    return number[area.end() :] if area else number
