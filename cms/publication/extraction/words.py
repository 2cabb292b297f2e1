"""The words of XML as office programs write it: all of them, and those that belong together side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

#: Before and after these a line ends: paragraphs, rows, breaks of a line, items of a list.
_LINES = frozenset(
    {"p", "h", "tr", "table-row", "br", "cr", "lineBreak", "line-break", "si", "text", "comment", "txbxContent"}
)
_CELLS = frozenset({"tc", "tab", "table-cell"})
#: Elements that are a sign by themselves.
_SIGNS = {"noBreakHyphen": "-", "nbHyphen": "-", "fwSpace": " ", "nbSpace": " "}
#: Said beside the text: what was struck out, the codes of fields. Within it they would part a number.
_ASIDE = frozenset({"delText", "instrText"})
#: Attributes with words: alternative texts, hints, targets of links, names of files, what a pivot table keeps.
SPEAKING = frozenset(
    {"descr", "title", "Target", "href", "author", "displayName", "alt", "summary", "tooltip", "display", "location"}
) | {"prompt", "promptTitle", "error", "errorTitle", "comment", "name", "displayText", "label", "v"}


@dataclass
class _Words:
    pieces: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def say(self, text: str | None) -> None:
        """White space that only indents the XML means nothing."""
        if text and (text.strip() or "\n" not in text):
            self.pieces.append(text)


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace."""
    return str(tag).rpartition("}")[2]


def words_of(content: bytes) -> str:
    """All text of an XML part; attributes, fields and what was struck out stand at the end, line by line."""
    return words_below(fromstring(content))


def words_below(root: Element) -> str:
    """The same of an element and all below it, without recursion: nesting may be as deep as an attacker likes."""
    words = _Words()
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, done = waiting.pop()
        if done:
            words.pieces.append(_end(local(element.tag)))
            words.say(element.tail)
            continue
        _begin(words, element)
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]
    return "\n".join(["".join(words.pieces), *words.aside])


def speaking(element: Element) -> list[str]:
    """Its attributes with words."""
    return [value for key, value in element.attrib.items() if local(key) in SPEAKING]


def _begin(words: _Words, element: Element) -> None:
    name = local(element.tag)
    words.aside += speaking(element)
    if name in _ASIDE:
        words.aside.append(element.text or "")
        return
    if name in _LINES:
        words.pieces.append("\n")
    words.pieces.append(_SIGNS.get(name, ""))
    words.say(element.text)


def _end(name: str) -> str:
    return "\n" if name in _LINES else "\t" if name in _CELLS else ""
