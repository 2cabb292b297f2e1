"""An ordinance while it is read: parts that still grow, and the checks on their numbers.

Everything wrong is noted with its line and reading goes on, so that a person can mend the whole
text in one go.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cms.ordinance import structure
from cms.ordinance.citation import SUBITEM_LETTERS
from cms.ordinance.lines import split_amended

Number = tuple[int, int]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """What is wrong in a text, and where."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class OrdinanceTextError(ValueError):
    """A text that is not an ordinance's; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Leaf:
    """Text that may go on: a paragraph, an item or a sub-item."""

    number: int
    branch: int
    text: str
    children: list[Leaf] = field(default_factory=list)


@dataclass(slots=True)
class ArticleDraft:
    number: int
    branch: int
    title: str
    paragraphs: list[Leaf] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def finish(self) -> structure.Article:
        return structure.Article(
            self.number,
            self.branch,
            self.title,
            tuple(_paragraph(leaf) for leaf in self.paragraphs),
            tuple(self.notes),
        )


@dataclass(slots=True)
class DivisionDraft:
    """A chapter (장) or a section (절)."""

    number: int
    branch: int
    title: str
    articles: list[ArticleDraft] = field(default_factory=list)
    sections: list[DivisionDraft] = field(default_factory=list)

    def finish_section(self) -> structure.Section:
        title, amended = split_amended(self.title)
        articles = tuple(article.finish() for article in self.articles)
        return structure.Section(self.number, self.branch, title, amended, articles)

    def finish_chapter(self) -> structure.Chapter:
        title, amended = split_amended(self.title)
        return structure.Chapter(
            self.number,
            self.branch,
            title,
            amended,
            tuple(article.finish() for article in self.articles),
            tuple(section.finish_section() for section in self.sections),
        )


@dataclass(slots=True)
class SupplementDraft:
    title: str
    note: str
    lines: list[str] = field(default_factory=list)
    articles: list[ArticleDraft] = field(default_factory=list)

    def finish(self) -> structure.Supplement:
        articles = tuple(article.finish() for article in self.articles)
        return structure.Supplement(self.title, self.note, tuple(self.lines), articles)


def follows(before: Number | None, number: Number) -> bool:
    """Whether a number may come next: 1; then the next whole one, or the next branch (의2)."""
    if before is None:
        return number == (1, 0)
    return number in ((before[0] + 1, 0), (before[0], max(before[1] + 1, 2)))


def _paragraph(leaf: Leaf) -> structure.Paragraph:
    text, amended = split_amended(leaf.text)
    items = tuple(_item(child) for child in leaf.children)
    return structure.Paragraph(leaf.number, text, amended, items)


def _item(leaf: Leaf) -> structure.Item:
    text, amended = split_amended(leaf.text)
    subitems = tuple(_subitem(child) for child in leaf.children)
    return structure.Item(leaf.number, leaf.branch, text, amended, subitems)


def _subitem(leaf: Leaf) -> structure.SubItem:
    text, amended = split_amended(leaf.text)
    return structure.SubItem(SUBITEM_LETTERS[leaf.number - 1], text, amended)
