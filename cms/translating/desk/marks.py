"""Pieces as they are shown: markup in sight, named in plain words, and what changed in an original."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_TAG = re.compile(r"(<[^>]+>)")
#: From this likeness on (0 to 1) a piece is taken for the successor of another.
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark that stands in a piece, and what it does."""

    text: str
    meaning: str


def shown(source: str) -> SafeString:
    """A piece with its marks set off from its words."""
    parts = _TAG.split(source)
    return format_html_join("", "{}", ((_mark(part) if _TAG.fullmatch(part) else part,) for part in parts))


def _mark(tag: str) -> SafeString:
    return format_html('<code class="piece-mark">{}</code>', tag)


def legend(sources: list[str]) -> list[Tag]:
    """The marks that occur in these pieces, in plain words."""
    text = "".join(sources)
    known = [
        ("<b>", Tag("<b> … </b>", _("bold"))),
        ("<i>", Tag("<i> … </i>", _("italic"))),
        ("<br", Tag("<br/>", _("a new line"))),
        ("<sup>", Tag("<sup> … </sup>", _("raised"))),
        ("<sub>", Tag("<sub> … </sub>", _("lowered"))),
        ("<a id", Tag('<a id="a1"> … </a>', _("a link: keep it around the words that it belongs to"))),
    ]
    return [tag for sign, tag in known if sign in text]


def stamp(text: str) -> str:
    """Short for a text, to tell later whether it is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def likeness(one: str, other: str) -> float:
    """From 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def likest(text: str, others: list[str]) -> str | None:
    """The one that this text most probably was before; None where all are too different."""
    found = max(others, key=lambda other: likeness(text, other), default=None)
    return found if found is not None and likeness(text, found) >= _ALIKE else None
