"""The text of an ordinance as a page shows it: marks, labels and anchors of every article, paragraph and item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cms.ordinance import citation

#: The law's own word for a provision that was taken out.
DELETED = "삭제"
_ANY = "page"  # the citation needs the name of an ordinance; an anchor is the same in all


@dataclass(frozen=True)
class ItemView:
    """An item (호) with its sub-items (목)."""

    id: str
    label: str
    text: str
    amended: str
    subitems: tuple[tuple[str, str], ...] = ()

    @property
    def deleted(self) -> bool:
        return self.text == DELETED


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph (항)."""

    id: str
    mark: str
    text: str
    amended: str
    items: tuple[ItemView, ...] = ()

    @property
    def deleted(self) -> bool:
        return self.text == DELETED


@dataclass(frozen=True)
class ArticleView:
    """An article (조)."""

    id: str
    label: str
    title: str
    deleted: bool
    paragraphs: tuple[ParagraphView, ...]
    note: str

    @property
    def heading(self) -> str:
        """제6조(홈페이지 게시자료 관리)."""
        return f"{self.label}({self.title})" if self.title else self.label


@dataclass
class DivisionView:
    """A chapter (장) or section (절) with the articles up to the next; the first may have no title."""

    id: str
    title: str
    is_section: bool = False
    articles: list[ArticleView] = field(default_factory=list)


@dataclass(frozen=True)
class SupplementView:
    """Supplementary provisions (부칙) of one enactment."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Provisions:
    """The divisions with their articles, then the supplementary provisions."""

    divisions: tuple[DivisionView, ...]
    supplements: tuple[SupplementView, ...]

    @classmethod
    def of(cls, stream: Any) -> Provisions:
        """Read an OrdinancePage's text."""
        divisions: list[DivisionView] = []
        supplements: list[SupplementView] = []
        for child in stream:
            if child.block_type in ("chapter", "section"):
                number = len(divisions) + 1
                divisions.append(DivisionView(f"part-{number}", child.value, child.block_type == "section"))
            elif child.block_type == "article":
                if not divisions:
                    divisions.append(DivisionView("part-1", ""))
                divisions[-1].articles.append(_article(child.value))
            else:
                supplements.append(_supplement(len(supplements) + 1, child.value))
        return cls(tuple(divisions), tuple(supplements))

    @property
    def count(self) -> int:
        """How many articles the text has, deleted ones too."""
        return sum(len(division.articles) for division in self.divisions)


def _article(value: Any) -> ArticleView:
    number, branch = value["number"], value.get("branch") or 0
    paragraphs = tuple(_paragraph(number, branch, paragraph) for paragraph in value["paragraphs"])
    return ArticleView(
        id=_anchor(number, branch),
        label=f"제{number}조" + (f"의{branch}" if branch else ""),
        title=value.get("title") or "",
        deleted=bool(value.get("deleted")),
        paragraphs=paragraphs,
        note=value.get("note") or "",
    )


def _paragraph(number: int, branch: int, value: Any) -> ParagraphView:
    paragraph = value.get("number") or 0
    return ParagraphView(
        id=_anchor(number, branch, paragraph) if paragraph else "",
        mark=citation.circled(paragraph),
        text=value.get("text") or "",
        amended=value.get("amended") or "",
        items=tuple(_item(number, branch, paragraph, item) for item in value["items"]),
    )


def _item(number: int, branch: int, paragraph: int, value: Any) -> ItemView:
    item, _, item_branch = value["number"].partition("의")
    return ItemView(
        id=_anchor(number, branch, paragraph, int(item), int(item_branch or 0)),
        label=f"{value['number']}.",
        text=value["text"],
        amended=value.get("amended") or "",
        subitems=tuple((f"{sub['letter']}.", sub["text"]) for sub in value["subitems"]),
    )


def _anchor(number: int, branch: int, paragraph: int = 0, item: int = 0, item_branch: int = 0) -> str:
    return citation.Article(_ANY, number, paragraph, item, branch=branch, item_branch=item_branch).anchor


def _supplement(number: int, value: Any) -> SupplementView:
    text = re.sub(r"\n{2,}", "\n", value.get("text") or "")
    return SupplementView(f"supplement-{number}", value["title"], text)
