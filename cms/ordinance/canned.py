"""Reasons that are begun beforehand (예시 문구) and must be completed by the person who gives them; words that say
something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

#: Letters by their category, of which nothing is seen: fillers of Hangul, the empty sign of Braille.
_UNSEEN = "\u115f\u1160\u3164\uffa0\u2800"
#: What stands for a space, seen or not.
_SPACES = rf"\s\u200b-\u200f\u2060\ufeff{_UNSEEN}"
#: Square, corner, curly and pointed brackets of any width; what stands between is judged below. Without a bracket
#: between, so that the search is linear.
_OPENS, _CLOSES = r"\[［【〔〖「『{｛<＜〈《", r"\]］】〕〗」』}｝>＞〉》"
_SQUARE = re.compile(rf"[{_OPENS}]([^{_OPENS}{_CLOSES}]*)[{_CLOSES}]")
#: Round ones and marks of quotation are blanks only where nothing but spaces and strokes stand between: “(…)” is a
#: quotation's. A line to write on is one by itself.
_ROUND = re.compile(rf"[(（“‘][{_SPACES}_＿]+[)）”’]|[(（][)）]|[_＿]{{3,}}")
#: Letters that stand for a name that is still to come: [ㅇㅇㅇ], [OOO], [xx], [00].
_STANDS_FOR_A_NAME = re.compile(r"[ㅇᄋ]+|o+|x+|〇+|00+")


def blanks(text: str) -> tuple[str, ...]:
    """What is still to be filled in, in order: “[…]”, “[   ]”, “[○○]”, “{ㅇㅇㅇ}”, “(    )”, “____”."""
    found = [(each.start(), each.group()) for each in _SQUARE.finditer(text) if not _completed(each.group(1))]
    found += [(each.start(), each.group()) for each in _ROUND.finditer(text)]
    return tuple(blank for _place, blank in sorted(found))


def against_blanks(text: str) -> Iterator[Reason]:
    """One sentence where a canned reason was not completed."""
    left = blanks(text)
    if left:
        yield _("Complete what is left blank: %(blanks)s.", blanks=", ".join(left))


def says(text: str) -> bool:
    """Whether there is a letter or a figure that a reader sees. The circle that stands for a name (○) is neither."""
    return any(sign.isalnum() and sign not in _UNSEEN for sign in text)


def _completed(text: str) -> bool:
    if not says(text):
        return False
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return not _STANDS_FOR_A_NAME.fullmatch(letters)
