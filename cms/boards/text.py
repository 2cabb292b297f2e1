"""What people type on boards, as it is kept: any script, and nothing that turns, hides or overruns what stands beside.

Signs that change the direction of writing, controls and signs of no width are taken out; letters that nobody sees
(한글 채움 문자 and their like) count as blanks; marks piled on one letter end after some.
"""

from __future__ import annotations

import re
import unicodedata

from petitions.filing import typed

LONGEST_BODY, LONGEST_COMMENT, LONGEST_NAME = 10_000, 2_000, 20
_BLANK = dict.fromkeys(map(ord, "\u3164\u115f\u1160\uffa0\u2800"), " ")
_MOST_MARKS = 6

_BREAKS = re.compile(r"\n(?:[^\S\n]*\n){3,}")


def clean(text: str) -> str:
    """Several lines."""
    plain = typed.visible(text).translate(_BLANK)
    return _BREAKS.sub("\n\n\n", _unpiled(plain)).strip()


def clean_line(text: str) -> str:
    """One line."""
    return " ".join(clean(text).split())


def _unpiled(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
