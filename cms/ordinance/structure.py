"""The parts of an ordinance (조례), as frozen data, in the words of its text.

The texts are kept verbatim: what these parts hold, written out in order by
:meth:`Ordinance.written_out`, is the source without its layout (spaces, list dashes, page headers).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cms.ordinance import citation


class Standing(StrEnum):
    """Whether an ordinance binds (시행) or is a bill (조례안)."""

    IN_FORCE = "in_force"
    BILL = "bill"


@dataclass(frozen=True, slots=True)
class Enactment:
    """One line of the history (연혁): 제정, 개정, 전부개정, 일부개정."""

    kind: str
    date: datetime.date
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubItem:
    """목: 가., 나., …"""

    letter: str
    text: str
    amended: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """호: 1., 2., 2의2., … ``amended`` is its amendment note (<개정 …>)."""

    number: int
    branch: int
    text: str
    amended: str = ""
    subitems: tuple[SubItem, ...] = ()

    @property
    def deleted(self) -> bool:
        return self.text == "삭제"

    @property
    def label(self) -> str:
        """The item's number as the text writes it: 8. or 2의2."""
        return f"{self.number}의{self.branch}." if self.branch else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """항. Number 0: the article's text is not divided into paragraphs.

    A line break in ``text`` stands where the source ends a sentence and starts a new block.
    """

    number: int
    text: str
    amended: str = ""
    items: tuple[Item, ...] = ()

    @property
    def deleted(self) -> bool:
        return self.text == "삭제"

    @property
    def mark(self) -> str:
        """The circled number, empty for an undivided text."""
        return citation.circled(self.number)

    @property
    def standing_items(self) -> tuple[Item, ...]:
        """The items that are not deleted."""
        return tuple(item for item in self.items if not item.deleted)


@dataclass(frozen=True, slots=True)
class Article:
    """조. ``notes`` are the bracketed ones after it: [본조신설 …], [제목개정 …]."""

    number: int
    branch: int
    title: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()

    @property
    def deleted(self) -> bool:
        return not self.title and all(paragraph.deleted for paragraph in self.paragraphs)

    @property
    def label(self) -> str:
        """제6조, 제14조의2."""
        return f"제{self.number}조" + (f"의{self.branch}" if self.branch else "")

    @property
    def heading(self) -> str:
        """제6조(홈페이지 게시자료 관리)."""
        return f"{self.label}({self.title})" if self.title else self.label

    @property
    def anchor(self) -> str:
        return citation.Article("any", self.number, branch=self.branch).anchor

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph of that number; 0 is the undivided text. Raises KeyError."""
        for paragraph in self.paragraphs:
            if paragraph.number == number:
                return paragraph
        raise KeyError(f"{self.label} has no paragraph {number}.")


@dataclass(frozen=True, slots=True)
class Section:
    """절."""

    number: int
    branch: int
    title: str
    amended: str = ""
    articles: tuple[Article, ...] = ()

    @property
    def heading(self) -> str:
        return _division_label(self.number, self.branch, "절") + f" {self.title}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """장. Its own articles come before those of its sections (절)."""

    number: int
    branch: int
    title: str
    amended: str = ""
    articles: tuple[Article, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def deleted(self) -> bool:
        return self.title == "삭제"

    @property
    def heading(self) -> str:
        return _division_label(self.number, self.branch, "장") + f" {self.title}"

    @property
    def all_articles(self) -> tuple[Article, ...]:
        """Own articles, then those of the sections."""
        return self.articles + tuple(a for section in self.sections for a in section.articles)


@dataclass(frozen=True, slots=True)
class Supplement:
    """부칙: the supplementary provisions of one enactment.

    ``note`` says of which one (<2018. 12. 28. 조례 제3002호>); empty for the first. Paragraphs of
    its articles are kept as whole lines, since 부칙 abbreviate freely (① 부터 ③ 까지 생략).
    """

    title: str
    note: str
    lines: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordinance:
    """조례: title, standing, history and every article with every paragraph and item.

    ``number`` and ``effective`` are those of the latest enactment; a bill has neither
    (its ``number`` is that of the notice which announced it, 공고). ``preamble`` is what a bill's
    notice says before its text, ``head`` the lines under the title, from which history is read.
    """

    title: str
    standing: Standing
    number: str
    effective: datetime.date | None
    preamble: tuple[str, ...]
    head: tuple[str, ...]
    history: tuple[Enactment, ...]
    loose_articles: tuple[Article, ...]
    chapters: tuple[Chapter, ...]
    supplements: tuple[Supplement, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article of the main text in its order, deleted ones too."""
        return self.loose_articles + tuple(article for chapter in self.chapters for article in chapter.all_articles)

    def article(self, number: int, branch: int = 0) -> Article:
        """제N조, 제N조의M. Raises KeyError."""
        for article in self.articles:
            if (article.number, article.branch) == (number, branch):
                return article
        raise KeyError(f"“{self.title}” has no article {number} (branch {branch}).")

    def provision(self, cited: citation.Article) -> Article | Paragraph | Item:
        """What a citation names, down to its item. Raises KeyError."""
        article = self.article(cited.number, cited.branch)
        if not cited.paragraph and not cited.item:
            return article
        paragraph = article.paragraph(cited.paragraph)
        if not cited.item:
            return paragraph
        for item in paragraph.items:
            if (item.number, item.branch) == (cited.item, cited.item_branch):
                return item
        raise KeyError(f"“{self.title}” has no {cited}.")

    def written_out(self) -> str:
        """All words in the order of the source, a line for each part."""
        return "\n".join(filter(None, _ordinance_lines(self)))


def _division_label(number: int, branch: int, unit: str) -> str:
    return f"제{number}{unit}" + (f"의{branch}" if branch else "")


def _ordinance_lines(ordinance: Ordinance) -> Iterator[str]:
    yield from ordinance.preamble
    yield ordinance.title
    yield from ordinance.head
    yield from _article_lines(ordinance.loose_articles)
    for chapter in ordinance.chapters:
        yield f"{chapter.heading} {chapter.amended}"
        yield from _article_lines(chapter.articles)
        for section in chapter.sections:
            yield f"{section.heading} {section.amended}"
            yield from _article_lines(section.articles)
    for supplement in ordinance.supplements:
        yield f"{supplement.title} {supplement.note}"
        yield from supplement.lines
        yield from _article_lines(supplement.articles)


def _article_lines(articles: tuple[Article, ...]) -> Iterator[str]:
    for article in articles:
        yield article.heading
        for paragraph in article.paragraphs:
            yield f"{paragraph.mark} {paragraph.text} {paragraph.amended}"
            for item in paragraph.items:
                yield f"{item.label} {item.text} {item.amended}"
                for sub in item.subitems:
                    yield f"{sub.letter}. {sub.text} {sub.amended}"
        yield from article.notes
