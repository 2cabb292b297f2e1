"""Where a number begins and ends, and what is written beside it.

A number is whole only where no digit, and no masked one, touches it. Every pattern of this package
is bounded: none can look further than a fixed number of characters, so scanning is linear.
"""

from __future__ import annotations

import re

from cms.ordinance.personal_data.finding import MASK

MASK_OR_DIGIT = f"[0-9{MASK}]"

#: No digit before, nor one before a hyphen: 2024-010-1234-5678 is not a telephone number.
START = rf"(?<![0-9{MASK}])(?<![0-9{MASK}]-)"
#: No digit after.
END = rf"(?![0-9{MASK}])"

#: What people put between the parts of a number: a hyphen, dot or other sign, spaces, or nothing.
#: A line may break behind a sign.
PLAIN_GAP = r"(?:[ ]{0,2}[-./~_]\n?[ ]{0,2}|[ ]{0,2})"
#: The same with what they put there to hide it: several signs, or a few Hangul letters (다시, 에).
ODD_GAP = rf"(?:[ ]{{0,2}}(?:(?:[^\w\s{MASK}]|_){{1,3}}\n?|[가-힣ㄱ-ㅣ]{{1,3}})?[ ]{{0,2}})"

_ORDINARY_GAP = re.compile(PLAIN_GAP)


def ordinary(*gaps: str) -> bool:
    """Whether nothing but usual separators stands between the parts of a number."""
    return all(_ORDINARY_GAP.fullmatch(gap) for gap in gaps)


def digits(text: str) -> str:
    """The digits alone."""
    return "".join(sign for sign in text if sign.isdecimal())


def before(text: str, place: int, width: int) -> str:
    """What stands on the same line before a place, at most ``width`` characters.

    Where nothing does, as below the label in a form, the line above goes on: its break becomes a space.
    """
    above, line_break, line = text[max(0, place - width) : place].rpartition("\n")
    if line_break and not line.strip(" "):
        return above.rpartition("\n")[2] + " " + line
    return line


def after(text: str, place: int, width: int) -> str:
    """What stands on the same line after a place, at most ``width`` characters."""
    return text[place : place + width].partition("\n")[0]


def labelled(pattern: re.Pattern[str], text: str, place: int, width: int = 16) -> bool:
    """Whether a word of ``pattern`` stands just before a place, on the same line or the one above."""
    return pattern.search(before(text, place, width)) is not None


#: Words that say that a number is of another sort; the number follows at once (": " at most).
_OTHER_NUMBER = re.compile(
    r"(?:접수|문서|관리|주문|송장|등기|예약|승인|고유|허가|회원|민원|신청|납부|고지|과세|신고|공고|고시|의안|시행|발급|"
    r"제품|모델|물품|식별|계약|사업|일련|사업자(?:[ ]?등록)?|법인(?:[ ]?등록)?)[ ]?(?:번호|코드|No\.?)"
    r"[ ]?(?:는|은)?[ ]{0,2}[:：]?[ (\[]{0,3}제?$"
)


def is_other_number(text: str, place: int) -> bool:
    """Whether a label before a place says that the number there is of another sort: 접수번호, 법인등록번호."""
    return labelled(_OTHER_NUMBER, text, place, 24)
