"""Reasons that are begun beforehand (예시 문구) and must be completed by the person who gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

#: Square and corner brackets of any width; what stands between is judged below. Without a bracket between, so that the
#: search is linear.
_SQUARE = re.compile(r"[\[［【〔〖「『]([^\[\]［］【】〔〕〖〗「」『』]*)[\]］】〕〗」』]")
#: Round ones are blanks only where nothing but spaces and strokes stand between: “(…)” is a quotation's.
_ROUND = re.compile(r"[(（][\s_]+[)）]|[(（][)）]")


def blanks(text: str) -> tuple[str, ...]:
    """What is still to be filled in, in order: “[…]”, “[   ]”, “[○○]”, “(    )”."""
    found = [(each.start(), each.group()) for each in _SQUARE.finditer(text) if not _says(each.group(1))]
    found += [(each.start(), each.group()) for each in _ROUND.finditer(text)]
    return tuple(blank for _place, blank in sorted(found))


def against_blanks(text: str) -> Iterator[Reason]:
    """One sentence where a canned reason was not completed."""
    left = blanks(text)
    if left:
        yield _("Complete what is left blank: %(blanks)s.", blanks=", ".join(left))


def _says(text: str) -> bool:
    """Whether there is a letter or a figure. The circle that stands for a name (○) is neither."""
    return any(sign.isalnum() for sign in text)
