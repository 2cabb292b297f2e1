"""Passport numbers (여권번호): M12345678, since December 2021 M123A4567, and older PM1234567.

0.9   the form of a Korean passport number that starts with M, or any the text calls one
0.6   another Korean letter (S, R, O, D, G), or an old number of two letters
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import is_other_number, labelled
from cms.ordinance.personal_data.finding import MASK, Candidate, Kind

_START = rf"(?<![A-Za-z0-9{MASK}])(?<![A-Za-z0-9]-)"
_END = rf"(?![A-Za-z0-9{MASK}])(?!-[0-9])"
_KOREAN = re.compile(
    rf"{_START}(?P<letter>[MSRODG])(?P<gap>[ -]?)(?P<digits>[0-9]{{8}}|[0-9]{{3}}[A-Z][0-9]{{4}}){_END}", re.IGNORECASE
)
_TWO_LETTERS = re.compile(rf"{_START}P[MSROD][0-9]{{7}}{_END}")
_LABELLED = re.compile(
    r"(?:여권|passport)(?:[^\n0-9]{0,16}?|[^\n0-9]{0,6}\n[ ]{0,4})(?<![A-Za-z0-9])"
    rf"(?P<number>(?:[A-Z]{{1,2}}[ -]?)?(?:[0-9]{{7,9}}|[0-9]{{3}}[A-Z][0-9]{{4}})){_END}",
    re.IGNORECASE,
)
_CALLED_SO = re.compile(r"여권|passport", re.IGNORECASE)
#: S20241031 is a day in a file's name, not a passport.
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def find(text: str) -> Iterator[Candidate]:
    """Passport numbers in a reading; those of other countries only where the text calls them so."""
    for match in _KOREAN.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            yield _candidate(*match.span(), confidence)
    for match in _TWO_LETTERS.finditer(text):
        yield _candidate(*match.span(), 0.6)
    for match in _LABELLED.finditer(text):
        yield _candidate(*match.span("number"), 0.9)


def _candidate(start: int, end: int, confidence: float) -> Candidate:
    return Candidate(start, end, Kind.PASSPORT, confidence)


def _confidence(text: str, match: re.Match[str]) -> float:
    if labelled(_CALLED_SO, text, match.start()):
        return 0.9
    doubtful = match["gap"] or _DAY.fullmatch(match["digits"]) or is_other_number(text, match.start())
    if doubtful:
        return 0
    return 0.9 if match["letter"] in "Mm" else 0.6
