"""Driver's licence numbers (운전면허번호): 11-12-123456-12, where 11 to 28 stand for the region.

0.9   separated as on the licence, or called a licence
0.7   separated by spaces alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import END, START, is_other_number, labelled
from cms.ordinance.personal_data.finding import Candidate, Kind

#: The regions' names, as older licences and licence plates carry them.
REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"

_GAP = r"(?:[ ]?[-./][ ]?|[ ]?)"
_NUMBER = re.compile(
    rf"(?:{START}(?:1[1-9]|2[0-8])|(?:{REGIONS})(?:[ ]?\(?(?:1[1-9]|2[0-8])\)?)?)(?P<gap>{_GAP})[0-9]{{2}}"
    rf"(?P<gap2>{_GAP})[0-9]{{6}}(?P<gap3>{_GAP})[0-9]{{2}}{END}(?!-[0-9])"
)
_CALLED_SO = re.compile(r"면허|licen[cs]e", re.IGNORECASE)


def find(text: str) -> Iterator[Candidate]:
    """Licence numbers in a reading; a bare run of twelve digits only where the text calls it one."""
    for match in _NUMBER.finditer(text):
        confidence = _confidence(text, match)
        if confidence and not is_other_number(text, match.start()):
            yield Candidate(match.start(), match.end(), Kind.DRIVER_LICENCE, confidence)


def _confidence(text: str, match: re.Match[str]) -> float:
    if labelled(_CALLED_SO, text, match.start()):
        return 0.9
    inner = (match["gap2"], match["gap3"])
    if all(gap.strip() for gap in inner):
        return 0.9
    return 0.7 if all(inner) and match["gap"] else 0
