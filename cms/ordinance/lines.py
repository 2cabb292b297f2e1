"""Lines of an ordinance's source text: what a line opens, and how broken lines are joined.

The sources were taken from printed ordinances: long lines are broken at the page's edge, blank
lines mean nothing, list dashes and heading signs are layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.ordinance.citation import CIRCLED_NUMBERS, SUBITEM_LETTERS

CHAPTER = re.compile(r"제([0-9]{1,4})장(?:의([0-9]{1,4}))?\s+(\S.*)")
SECTION = re.compile(r"제([0-9]{1,4})절(?:의([0-9]{1,4}))?\s+(\S.*)")
#: An article opens with its title in brackets, or says that it is deleted or left out.
ARTICLE = re.compile(r"제([0-9]{1,4})조(?:의([0-9]{1,4}))?\s*(\(.*|(?:삭제|생략)(?:\s*<.*)?)")
PARAGRAPH = re.compile(rf"([{CIRCLED_NUMBERS}])\s*(.*)")
ITEM = re.compile(r"([0-9]{1,4})(?:의([0-9]{1,4}))?\.\s+(\S.*)")
SUBITEM = re.compile(rf"([{SUBITEM_LETTERS}])\.\s+(\S.*)")
SUPPLEMENT = re.compile(r"(부\s?칙)\s*(<.*[>〉])?")
NOTE = re.compile(r"\[.*\]")
#: A line that can only go on with the one before: a date, an amendment note.
_CONTINUES = re.compile(r"[0-9]{4}\.\s?[0-9]{1,2}\.|<")
_AMENDED = re.compile(r"(?P<text>.*?)\s*(?P<note><[^<]*[0-9]{4}\.[^<]*[>〉])", re.DOTALL)
_LAYOUT = re.compile(r"^(?:#+|-)\s+")
_SENTENCE_ENDS = (".", ">", "〉", "]", ":")
_WORDS = re.compile(r"[가-힣]+")
_LAST_WORD = re.compile(r"[가-힣]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words, without its layout; ``number`` counts as an editor does, from 1."""

    number: int
    text: str


def read(source: str) -> Iterator[Line]:
    """The lines that hold words."""
    for number, raw in enumerate(source.split("\n"), start=1):
        text = re.sub(r"\s+", " ", _LAYOUT.sub("", raw.strip())).strip()
        if text:
            yield Line(number, text)


def continues(line: Line) -> bool:
    """Whether a line goes on with the one before, whatever number it starts with."""
    return _CONTINUES.match(line.text) is not None


def split_amended(text: str) -> tuple[str, str]:
    """Text and the amendment note at its end: ("삭제", "<2012. 8. 7.>")."""
    match = _AMENDED.fullmatch(text)
    return (match["text"], match["note"]) if match else (text, "")


class Joiner:
    """Joins what a page's edge broke, with a space or within a word.

    Korean breaks lines inside words, so the text itself is asked: if the two halves make a word
    that it uses elsewhere (홈페이지를 통|하여), they are one word; otherwise a space stood there.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words = {word for line in lines for word in _WORDS.findall(line.text)}

    def join(self, left: str, right: Line) -> str:
        """The text with the line added; a finished sentence keeps its line break."""
        if left.endswith(_SENTENCE_ENDS) and not continues(right):
            return f"{left}\n{right.text}"
        return left + ("" if self._one_word(left, right.text) else " ") + right.text

    def _one_word(self, left: str, right: str) -> bool:
        last, first = _LAST_WORD.search(left), _WORDS.match(right)
        if last is None or first is None:
            return left.endswith("·") or right.startswith("·")
        glued = last[0] + first[0]
        shortest = len(last[0]) + min(2, len(first[0]))
        return any(glued[:size] in self._words for size in range(shortest, len(glued) + 1))
