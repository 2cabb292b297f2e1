"""Reads the text of an ordinance (조례) into its articles.

``load("anyang")`` reads a text of this package, ``parse(source)`` any other. A text that cannot
be read raises :class:`OrdinanceTextError` with every problem and its line.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from cms.ordinance import lines
from cms.ordinance.citation import CIRCLED_NUMBERS, SUBITEM_LETTERS
from cms.ordinance.drafts import (
    ArticleDraft,
    DivisionDraft,
    Leaf,
    Number,
    OrdinanceTextError,
    Problem,
    SupplementDraft,
    follows,
)
from cms.ordinance.head import Head, read_head
from cms.ordinance.lines import Line
from cms.ordinance.structure import Ordinance, Standing

__all__ = ["OrdinanceTextError", "Problem", "available", "load", "parse"]

_TEXTS = resources.files("cms.ordinance") / "texts"


def available() -> tuple[str, ...]:
    """The slugs of the texts in this package."""
    names = (entry.name for entry in _TEXTS.iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if name.endswith(".txt")))


@cache
def load(slug: str) -> Ordinance:
    """The ordinance of that slug. Raises KeyError where this package has no text of it."""
    if slug not in available():
        raise KeyError(f"There is no ordinance text “{slug}”.")
    return parse(source(slug))


def source(slug: str) -> str:
    """The source text, with its errata: spaces that a broken line left inside a word."""
    rows = (_TEXTS / f"{slug}.txt").read_text(encoding="utf-8").split("\n")
    errata = tomllib.loads((_TEXTS / "errata.toml").read_text(encoding="utf-8"))
    for erratum in errata.get(slug, ()):
        correct(rows, erratum["line"], erratum["found"], erratum["read"])
    return "\n".join(rows)


def correct(rows: list[str], line: int, found: str, read: str) -> None:
    """Correct white space in one row. Raises ValueError for any other change."""
    if re.sub(r"\s", "", found) != re.sub(r"\s", "", read):
        raise ValueError(f"“{read}” differs from “{found}” in more than white space.")
    if rows[line - 1].count(found) != 1:
        raise ValueError(f"“{found}” is not found once in line {line}.")
    rows[line - 1] = rows[line - 1].replace(found, read)


def parse(source: str) -> Ordinance:
    """Read a whole ordinance. Raises OrdinanceTextError with all problems at once."""
    all_lines = tuple(lines.read(source))
    head, problems = read_head(all_lines)
    reader = _Reader(head, lines.Joiner(all_lines), problems)
    for line in all_lines[head.size :]:
        reader.read(line)
    return reader.finish()


class _Reader:
    """Reads line after line; each opens a part or goes on with the one that is open."""

    def __init__(self, head: Head, joiner: lines.Joiner, problems: list[Problem]) -> None:
        self.head = head
        self.joiner = joiner
        self.problems = problems
        self.loose: list[ArticleDraft] = []
        self.chapters: list[DivisionDraft] = []
        self.supplements: list[SupplementDraft] = []
        self.article: ArticleDraft | None = None
        self.last_article: Number | None = None

    def read(self, line: Line) -> None:
        if line.text == self.head.title:
            return  # a page header of the printed text
        if match := lines.SUPPLEMENT.fullmatch(line.text):
            self._open_supplement(match)
        elif match := lines.ARTICLE.fullmatch(line.text):
            self._open_article(line, match)
        elif self.supplements:
            self._read_supplement(line)
        elif match := lines.CHAPTER.fullmatch(line.text):
            self._open_chapter(line, match)
        elif match := lines.SECTION.fullmatch(line.text):
            self._open_section(line, match)
        elif self.article is None:
            self._go_on_with_heading(line)
        else:
            self._read_in_article(self.article, line)

    def finish(self) -> Ordinance:
        if not (self.loose or any(c.articles or c.sections for c in self.chapters)):
            self._wrong(self.head.last_line, "There is no article (제1조(…)).")
        if self.problems:
            raise OrdinanceTextError(self.problems)
        supplements = tuple(supplement.finish() for supplement in self.supplements)
        return Ordinance(
            title=self.head.title,
            standing=Standing.BILL if self.head.is_bill else Standing.IN_FORCE,
            number=self.head.number,
            effective=self.head.effective(supplements),
            preamble=self.head.preamble,
            head=self.head.lines,
            history=self.head.history,
            loose_articles=tuple(article.finish() for article in self.loose),
            chapters=tuple(chapter.finish_chapter() for chapter in self.chapters),
            supplements=supplements,
        )

    def _wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message))

    # What opens a part

    def _open_supplement(self, match: re.Match[str]) -> None:
        self.supplements.append(SupplementDraft(match[1], match[2] or ""))
        self.article = self.last_article = None

    def _open_chapter(self, line: Line, match: re.Match[str]) -> None:
        chapter = DivisionDraft(int(match[1]), int(match[2] or 0), match[3])
        self._check_division(line, chapter, self.chapters, "장")
        self.chapters.append(chapter)
        self.article = None

    def _open_section(self, line: Line, match: re.Match[str]) -> None:
        section = DivisionDraft(int(match[1]), int(match[2] or 0), match[3])
        self.article = None
        if not self.chapters:
            self._wrong(line.number, "A section (절) stands outside any chapter (장).")
            return
        sections = self.chapters[-1].sections
        self._check_division(line, section, sections, "절")
        sections.append(section)

    def _check_division(self, line: Line, division: DivisionDraft, before: list[DivisionDraft], unit: str) -> None:
        last = (before[-1].number, before[-1].branch) if before else None
        if not follows(last, (division.number, division.branch)):
            self._wrong(line.number, f"제{division.number}{unit} is out of sequence.")

    def _open_article(self, line: Line, match: re.Match[str]) -> None:
        number = (int(match[1]), int(match[2] or 0))
        title, rest = self._title(line, match[3])
        self.article = ArticleDraft(*number, title)
        if not follows(self.last_article, number):
            label = self.article.finish().label
            self._wrong(line.number, f"{label} is out of sequence.")
        self.last_article = number
        self._articles().append(self.article)
        if rest and self.supplements:
            self._read_supplement(Line(line.number, rest))
        elif rest:
            self._read_in_article(self.article, Line(line.number, rest))

    def _articles(self) -> list[ArticleDraft]:
        """Where the next article belongs."""
        if self.supplements:
            return self.supplements[-1].articles
        if not self.chapters:
            return self.loose
        chapter = self.chapters[-1]
        return chapter.sections[-1].articles if chapter.sections else chapter.articles

    def _title(self, line: Line, text: str) -> tuple[str, str]:
        """The title in its brackets, which may hold others, and what follows."""
        if not text.startswith("("):
            return "", text
        depth = 0
        for position, character in enumerate(text):
            depth += (character == "(") - (character == ")")
            if depth == 0:
                return text[1:position], text[position + 1 :].strip()
        self._wrong(line.number, "The bracket of an article's title is not closed.")
        return text[1:], ""

    # What stands inside a part

    def _go_on_with_heading(self, line: Line) -> None:
        """An amendment note on a line of its own, under the heading of a chapter or section."""
        if not self.chapters or not lines.continues(line):
            self._wrong(line.number, f"This text stands outside any article: {line.text[:30]}")
            return
        chapter = self.chapters[-1]
        division = chapter.sections[-1] if chapter.sections else chapter
        division.title = f"{division.title} {line.text}"

    def _read_supplement(self, line: Line) -> None:
        """Whole lines: 부칙 abbreviate (① 부터 ③ 까지 생략), so numbers are not counted."""
        if self.article is not None:
            leaves = self.article.paragraphs
            if leaves and not lines.PARAGRAPH.fullmatch(line.text):
                leaves[-1].text = self.joiner.join(leaves[-1].text, line)
            else:
                leaves.append(Leaf(0, 0, line.text))
            return
        texts = self.supplements[-1].lines
        if texts and not texts[-1].endswith("."):
            texts[-1] = self.joiner.join(texts[-1], line)
        else:
            texts.append(line.text)

    def _read_in_article(self, article: ArticleDraft, line: Line) -> None:
        if lines.NOTE.fullmatch(line.text):
            article.notes.append(line.text)
        elif article.notes:
            self._wrong(line.number, "Text follows the bracketed notes of its article.")
        elif match := lines.PARAGRAPH.fullmatch(line.text):
            self._open_paragraph(article, line, match)
        elif not article.paragraphs:
            article.paragraphs.append(Leaf(0, 0, line.text))
        else:
            self._read_in_paragraph(article.paragraphs[-1], line)

    def _open_paragraph(self, article: ArticleDraft, line: Line, match: re.Match[str]) -> None:
        number = CIRCLED_NUMBERS.index(match[1]) + 1
        before = article.paragraphs[-1].number if article.paragraphs else 0
        if number != before + 1 or (article.paragraphs and before == 0):
            self._wrong(line.number, f"Paragraph {match[1]} is out of sequence.")
        article.paragraphs.append(Leaf(number, 0, match[2]))

    def _read_in_paragraph(self, paragraph: Leaf, line: Line) -> None:
        items = paragraph.children
        if (match := lines.ITEM.fullmatch(line.text)) and not lines.continues(line):
            number = (int(match[1]), int(match[2] or 0))
            if not follows((items[-1].number, items[-1].branch) if items else None, number):
                self._wrong(line.number, f"Item {number[0]} is out of sequence.")
            items.append(Leaf(*number, match[3]))
        elif items and self._open_subitem(items[-1], line):
            return
        else:
            leaf = paragraph
            while leaf.children:
                leaf = leaf.children[-1]
            leaf.text = self.joiner.join(leaf.text, line)

    def _open_subitem(self, item: Leaf, line: Line) -> bool:
        """Open a sub-item (목). A first one other than 가 is the end of a broken sentence (…한|다.)."""
        match = lines.SUBITEM.fullmatch(line.text)
        if match is None:
            return False
        number = SUBITEM_LETTERS.index(match[1]) + 1
        if not item.children and number != 1:
            return False
        if number != len(item.children) + 1:
            self._wrong(line.number, f"Sub-item {match[1]} is out of sequence.")
        item.children.append(Leaf(number, 0, match[2]))
        return True
