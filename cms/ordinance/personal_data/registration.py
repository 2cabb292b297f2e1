"""Registration numbers of residents (주민등록번호) and of foreigners (외국인등록번호).

Six digits of the birth date, then seven: the first tells century, sex and nationality, the last is
a check digit in numbers given out until 4 October 2020. In those given out since, the six digits
after the sex are random and nothing can be checked; the confidence says which case it is:

    0.99  the check digit is right (0.95 without a separator, or with an odd one)
    0.9   it is wrong, but the text calls it such a number
    0.8   born since October 2020, so there is none to check (0.6 without a separator)
    0.6   it is wrong: a number changed since October 2020, or mistyped
    0.3   it is wrong, and the digits run on without a separator, or the person would be over a hundred

Numbers of people born before 1900 (9, 0) are not looked for: none of them is living.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cms.ordinance.personal_data.edges import END, ODD_GAP, is_other_number, labelled, ordinary
from cms.ordinance.personal_data.finding import MASK, Candidate, Kind

_NUMBER = re.compile(
    rf"(?<![0-9{MASK}])(?P<century>19|20)?(?P<birth>[0-9]{{6}})(?P<gap>{ODD_GAP})(?P<rest>[1-8][0-9]{{6}}){END}"
)
_CALLED_SO = re.compile(
    r"주민|외국인|등록[ ]?번호|주번|민증|신분증|resident|alien|registration|R\.?R\.?N", re.IGNORECASE
)
_CORPORATE = re.compile(r"법인|등기")
_WON = re.compile(r"[ ]?(?:원|won|KRW|₩)", re.IGNORECASE)

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
#: The first day on which numbers were given out without a check digit.
RANDOM_SINCE = date(2020, 10, 5)
_OVER_A_HUNDRED = 1925


def find(text: str, today: date | None) -> Iterator[Candidate]:
    """Registration numbers in a reading. ``today``, where given, rules out births to come."""
    for match in _NUMBER.finditer(text):
        confidence = _confidence(text, match, today)
        if confidence:
            yield Candidate(match.start(), match.end(), kind_of(match["rest"]), confidence)


def kind_of(rest: str) -> Kind:
    """5 to 8 as the seventh digit are foreigners' numbers."""
    return Kind.ALIEN_REGISTRATION_NUMBER if rest[0] in "5678" else Kind.RESIDENT_REGISTRATION_NUMBER


def birth_date(birth: str, rest: str, today: date | None) -> date | None:
    """The day that a number tells; ``None`` where there is no such day, or it is still to come."""
    century = 1900 if rest[0] in "1256" else 2000
    try:
        born = date(century + int(birth[:2]), int(birth[2:4]), int(birth[4:]))
    except ValueError:
        return None
    return None if today is not None and born > today else born


def checks(number: str) -> bool:
    """Whether the thirteenth digit is the check digit of the twelve before it."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    base = 13 if number[6] in "5678" else 11
    return (base - total % 11) % 10 == int(number[12])


def _confidence(text: str, match: re.Match[str], today: date | None) -> float:
    """How sure a match is; 0 where it is none."""
    born = birth_date(match["birth"], match["rest"], today)
    gap = match["gap"]
    if born is None or (gap.isspace() and _WON.match(text, match.end())):
        return 0
    number = match["birth"] + match["rest"]
    if match["century"]:  # 19900101-…: a number of receipts looks like this too
        return 0.95 if checks(number) and str(born.year).startswith(match["century"]) else 0
    if checks(number):
        return 0.99 if gap and ordinary(gap) else 0.95
    if labelled(_CORPORATE, text, match.start()) or is_other_number(text, match.start()):
        return 0
    if labelled(_CALLED_SO, text, match.start()):
        return 0.9
    if _is_other_number(number, born, gap):
        return 0
    return _unchecked(born, bool(gap))


def _unchecked(born: date, separated: bool) -> float:
    if born >= RANDOM_SINCE:
        return 0.8 if separated else 0.6
    return 0.6 if separated and born.year >= _OVER_A_HUNDRED else 0.3


def _is_other_number(number: str, born: date, gap: str) -> bool:
    """A company's registration number (법인등록번호), or a Korean bar code: by their check digits."""
    company = born.year < _OVER_A_HUNDRED and is_company_number(number)
    return company or (not gap and number.startswith("880") and is_bar_code(number))


def is_company_number(number: str) -> bool:
    """Whether thirteen digits carry the check digit of a company's registration number (법인등록번호)."""
    return _check_digit(number, 1, 2) == int(number[12])


def is_bar_code(number: str) -> bool:
    """Whether thirteen digits carry the check digit of a bar code, of an ISBN too."""
    return _check_digit(number, 1, 3) == int(number[12])


def _check_digit(number: str, odd: int, even: int) -> int:
    """What makes the digits, weighted in turn, a multiple of ten."""
    return -sum(int(sign) * (even if place % 2 else odd) for place, sign in enumerate(number[:12])) % 10
