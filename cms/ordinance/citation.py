"""Citations of one provision of an ordinance: 조·항·호·목.

A citation names a place, not a text: ``Article("anyang", 6, 2, 8)`` is 제6조제2항제8호 of the
ordinance filed under "anyang". It is written the way Korean law writes it, read back from that
writing, ordered as the provisions stand in the law, and turned into an anchor for links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Letters of sub-items (목), in the order the law uses them: 가나다…하, then 거너더…허.
SUBITEM_LETTERS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"

#: Circled numbers of paragraphs (항). Unicode keeps them in three places.
CIRCLED_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

_ORDINANCE = re.compile(r"[a-z][a-z0-9-]{1,40}")
_WRITTEN = re.compile(
    r"제(?P<number>[0-9]{1,4})조(?:의(?P<branch>[0-9]{1,4}))?"
    r"(?:제(?P<paragraph>[0-9]{1,4})항)?"
    r"(?:제(?P<item>[0-9]{1,4})호(?:의(?P<item_branch>[0-9]{1,4}))?)?"
    rf"(?:(?P<letter>[{SUBITEM_LETTERS}])목)?"
)
_ANCHOR = re.compile(
    r"art-(?P<number>[0-9]{1,4})(?:b(?P<branch>[0-9]{1,4}))?"
    r"(?:-(?P<paragraph>[0-9]{1,4}))?"
    r"(?:-(?P<item>[0-9]{1,4})(?:b(?P<item_branch>[0-9]{1,4}))?)?"
    r"(?:-(?P<subitem>[0-9]{1,4}))?"
)


class CitationError(ValueError):
    """A citation that cannot exist. ``reasons`` holds every reason, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reasons))


def circled(number: int) -> str:
    """The circled mark of a paragraph: 2 → ②. Zero, an unnumbered paragraph, has none."""
    if number == 0:
        return ""
    if not 1 <= number <= len(CIRCLED_NUMBERS):
        raise CitationError([f"Paragraph {number} has no circled mark."])
    return CIRCLED_NUMBERS[number - 1]


@dataclass(frozen=True, order=True, slots=True)
class Article:
    """A provision of an ordinance, as deep as it is named.

    Zero means "not named". An item directly under an article without paragraphs (제5조제3호)
    has paragraph zero. ``branch`` is the 2 of 제14조의2, ``item_branch`` that of 제3호의2,
    ``subitem`` counts the letters of 목 from 1 (가).
    """

    ordinance: str
    number: int
    branch: int = field(default=0, kw_only=True)
    paragraph: int = 0
    item: int = 0
    item_branch: int = field(default=0, kw_only=True)
    subitem: int = 0

    def __post_init__(self) -> None:
        reasons = list(self._problems())
        if reasons:
            raise CitationError(reasons)

    def _problems(self) -> list[str]:
        found = []
        if not _ORDINANCE.fullmatch(self.ordinance):
            found.append(f"“{self.ordinance}” does not name an ordinance.")
        if self.number < 1:
            found.append(f"Articles are counted from 1, not {self.number}.")
        for name in ("branch", "item_branch"):
            if getattr(self, name) != 0 and getattr(self, name) < 2:
                found.append(f"A branch (의2) starts at 2, not {getattr(self, name)}.")
        if not 0 <= self.paragraph <= len(CIRCLED_NUMBERS):
            found.append(f"There is no paragraph {self.paragraph}.")
        if self.item < 0:
            found.append(f"There is no item {self.item}.")
        if not 0 <= self.subitem <= len(SUBITEM_LETTERS):
            found.append(f"There is no sub-item {self.subitem}.")
        if self.item == 0 and (self.item_branch or self.subitem):
            found.append("A branch of an item or a sub-item needs its item.")
        return found

    @classmethod
    def parse(cls, ordinance: str, written: str) -> Article:
        """Read 제6조제2항제8호, with or without spaces. Raises CitationError."""
        match = _WRITTEN.fullmatch(re.sub(r"\s+", "", written))
        if match is None:
            raise CitationError([f"“{written}” is not a citation such as 제6조제2항제8호."])
        letter = match["letter"]
        return cls._from_groups(ordinance, match, subitem=SUBITEM_LETTERS.index(letter) + 1 if letter else 0)

    @classmethod
    def from_anchor(cls, ordinance: str, anchor: str) -> Article:
        """Read an anchor made by :attr:`anchor`. Raises CitationError."""
        match = _ANCHOR.fullmatch(anchor)
        if match is None:
            raise CitationError([f"“{anchor}” is not an anchor such as art-6-2-8."])
        cited = cls._from_groups(ordinance, match, subitem=int(match["subitem"] or 0))
        if cited.anchor != anchor:  # one anchor a provision: no leading or trailing zeros
            raise CitationError([f"“{anchor}” is not an anchor; “{cited.anchor}” is."])
        return cited

    @classmethod
    def _from_groups(cls, ordinance: str, match: re.Match[str], subitem: int) -> Article:
        return cls(
            ordinance,
            int(match["number"]),
            int(match["paragraph"] or 0),
            int(match["item"] or 0),
            subitem,
            branch=int(match["branch"] or 0),
            item_branch=int(match["item_branch"] or 0),
        )

    def __str__(self) -> str:
        parts = [f"제{self.number}조", f"의{self.branch}" if self.branch else ""]
        if self.paragraph:
            parts.append(f"제{self.paragraph}항")
        if self.item:
            parts.append(f"제{self.item}호")
            parts.append(f"의{self.item_branch}" if self.item_branch else "")
        if self.subitem:
            parts.append(f"{SUBITEM_LETTERS[self.subitem - 1]}목")
        return "".join(parts)

    @property
    def anchor(self) -> str:
        """A fragment for links, one for each citation: art-6-2-8; 제14조의2 is art-14b2.

        An item without a paragraph keeps the zero (제5조제3호 is art-5-0-3), so that it is
        never taken for a paragraph.
        """
        parts = [f"art-{self.number}" + (f"b{self.branch}" if self.branch else "")]
        if self.paragraph or self.item:
            parts.append(str(self.paragraph))
        if self.item:
            parts.append(str(self.item) + (f"b{self.item_branch}" if self.item_branch else ""))
        if self.subitem:
            parts.append(str(self.subitem))
        return "-".join(parts)

    @property
    def article(self) -> Article:
        """The article alone, without paragraph and item."""
        return Article(self.ordinance, self.number, branch=self.branch)
