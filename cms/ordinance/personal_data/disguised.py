"""Numbers spelled to escape a search: in words (공일공 일이삼사 오육칠팔), or digit by digit (0 1 0 1 …).

Only mobile and registration numbers, whose form is strict enough to be known again. Confidence 0.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cms.ordinance.personal_data.edges import END, START
from cms.ordinance.personal_data.finding import Candidate, Kind
from cms.ordinance.personal_data.registration import birth_date, kind_of

_WORDS = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
_DIGIT = "[0-9공영일이삼사오육륙칠팔구]"
_GAP = r"[ ]?[-.,/~_]?[ ]?"
_MOBILE = re.compile(
    rf"{START}[0공영]{_GAP}[1일]{_GAP}[016789공영일육륙칠팔구]{_GAP}(?:{_DIGIT}{_GAP}){{6,7}}{_DIGIT}{END}"
)
_REGISTRATION = re.compile(rf"{START}(?:{_DIGIT}{_GAP}){{12}}{_DIGIT}{END}")
_ZERO = re.compile("[공영]")
_IN_WORDS = re.compile("[공영일이삼사오육륙칠팔구]")


def find(text: str, today: date | None) -> Iterator[Candidate]:
    """Disguised numbers in a reading."""
    for match in _MOBILE.finditer(text):
        if _is_disguise(match.group(), least_gaps=4):
            yield Candidate(*match.span(), Kind.MOBILE_PHONE, 0.7, spelled(match.group()))
    for match in _REGISTRATION.finditer(text):
        number = spelled(match.group())
        birth, rest = number[:6], number[6:]
        if rest[0] in "12345678" and _is_disguise(match.group(), least_gaps=8) and birth_date(birth, rest, today):
            yield Candidate(*match.span(), kind_of(rest), 0.7)


def spelled(written: str) -> str:
    """The digits of a number in words: 공일공 is 010."""
    return "".join(sign for sign in written.translate(_WORDS) if sign.isdecimal())


def _is_disguise(written: str, least_gaps: int) -> bool:
    """A zero in words, or three words at least, since 이 and 일 are particles too; or separators all over."""
    gaps = sum(1 for part in re.findall("[^0-9공영일이삼사오육륙칠팔구]+", written) if part)
    return bool(_ZERO.search(written)) or len(_IN_WORDS.findall(written)) >= 3 or gaps >= least_gaps
