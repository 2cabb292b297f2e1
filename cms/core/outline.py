"""The outline of a text: headings with anchors, and what is wrong with their order."""

import html
import re
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

_HEADING = re.compile(r"<h([2-4])\b([^>]*)>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to: its level, anchor and words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Outlined:
    """HTML whose headings carry anchors, and those headings."""

    html: SafeString
    headings: tuple[Heading, ...]

    @property
    def sections(self) -> list[Heading]:
        """The headings of the second level, for the in-page navigation; a single one needs none."""
        sections = [heading for heading in self.headings if heading.level == 2]
        return sections if len(sections) > 1 else []


def outline(source: str) -> Outlined:
    """Give every heading (h2–h4) of trusted HTML an anchor made of its words, unique in this text.

    A heading that has an anchor already keeps it; one that is a link (a card's title) leads away and gets none.
    """
    headings: list[Heading] = []
    taken: set[str] = set()

    def anchored(match: re.Match) -> str:
        level, attributes, inner = int(match[1]), match[2], match[3]
        title = _words(inner)
        if "<a " in inner:
            return match[0]
        existing = _ID.search(attributes)
        anchor = existing[1] if existing else _free_anchor(title, taken)
        taken.add(anchor)
        headings.append(Heading(level, anchor, title))
        if existing:
            return match[0]
        return f'<h{level}{attributes} id="{html.escape(anchor)}">{inner}</h{level}>'

    return Outlined(mark_safe(_HEADING.sub(anchored, source)), tuple(headings))  # noqa: S308 - the source is trusted


def heading_jumps(source: str) -> list[str]:
    """The words of those headings that skip a level; a text begins below the page's title, with h2."""
    jumps, previous = [], 1
    for level, _attributes, inner in _HEADING.findall(source):
        if int(level) > previous + 1:
            jumps.append(_words(inner))
        previous = int(level)
    return jumps


def _words(inner: str) -> str:
    return html.unescape(_TAG.sub("", inner)).strip()


def _free_anchor(title: str, taken: set[str]) -> str:
    """``s-`` keeps an editor's heading clear of the frame's own anchors (``content``, ``menu`` …)."""
    base = f"s-{slugify(title, allow_unicode=True)[:40].strip('-') or 'section'}"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    return anchor
