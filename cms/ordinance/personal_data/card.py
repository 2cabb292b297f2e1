"""Numbers of payment cards: the form of a brand, and the check digit of Luhn.

0.97  in groups
0.8   in one run, called a card or with the prefix of a brand
0.5   in one run that starts with 9, as cards valid in Korea alone do
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import END, START, digits, labelled
from cms.ordinance.personal_data.finding import Candidate, Kind

_GAP = r"(?:[ ]?[-./_~*][ ]?|[ ]{0,2})"
_NUMBER = re.compile(
    rf"{START}(?:"
    rf"[0-9]{{4}}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?:{_GAP}[0-9]{{3}})?"
    rf"|3[0-9]{{3}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{4,5}}"
    rf"){END}(?!-[0-9])"
)
_BRANDS = re.compile(
    r"4[0-9]{15}|(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]{12,14}|3[47][0-9]{13}"
    r"|35(?:2[89]|[3-8])[0-9]{12,13}|3(?:0[0-5]|[68])[0-9]{11,12}|62[0-9]{14}(?:[0-9]{3})?|6(?:011|5)[0-9]{12,14}"
    r"|9[0-9]{15}"
)
_CALLED_SO = re.compile(r"카드|card|visa|비자|master|마스터|amex|아멕스", re.IGNORECASE)


def find(text: str) -> Iterator[Candidate]:
    """Card numbers in a reading."""
    for match in _NUMBER.finditer(text):
        number = digits(match.group())
        if _BRANDS.fullmatch(number) and passes_luhn(number):
            yield Candidate(match.start(), match.end(), Kind.CARD, _confidence(text, match, number))


def passes_luhn(number: str) -> bool:
    """Luhn's check: from the right every second digit is doubled, and the sum ends in zero."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _confidence(text: str, match: re.Match[str], number: str) -> float:
    if match.group() != number:
        return 0.97
    return 0.8 if number[0] != "9" or labelled(_CALLED_SO, text, match.start()) else 0.5
