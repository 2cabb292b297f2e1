"""Markup within a piece: HTML as wagtail-localize keeps it, and the ``<g>`` and ``<x/>`` of XLIFF 1.2.

A piece is text with inline tags that have no attributes but the ``id`` of a link (``<a id="a1">``). An element of a
translation has the id of its counterpart in the original, so that tools pair them. Reading back gives the same HTML,
sign by sign, as long as it is written as BeautifulSoup writes it; ``tidy`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: The names that XLIFF 1.2 has for kinds of markup, and its guide for HTML: all others are x-html-….
_KINDS = {"b": "bold", "i": "italic", "u": "underlined", "a": "link", "br": "lb"}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_VOID = frozenset({"br", "img", "hr", "wbr", "input"})
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "plaintext"})
_CONTROL = "x-control-"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MAX_DEPTH = 50


def without_control(text: str) -> str:
    """The text without signs that XML cannot have."""
    return _FORBIDDEN.sub("", text)


class NotInlineError(ValueError):
    """The text is no fragment of inline HTML that could go into XLIFF and come back: it names the part that is not."""


@dataclass(slots=True)
class Mark:
    """A tag with what is in it. ``id`` is the number of the pair in XLIFF, or the link's own."""

    name: str
    id: str = ""
    own_id: bool = False
    content: list[str | Mark] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What XLIFF calls it (ctype)."""
        return self.name if self.name.startswith(_CONTROL) else _KINDS.get(self.name, f"x-html-{self.name}")

    @property
    def is_empty(self) -> bool:
        """Whether nothing can stand in it."""
        return self.name in _VOID or self.name.startswith(_CONTROL)


def name_of(kind: str) -> str:
    """The tag that a ctype stands for; "" for one that is not from here."""
    if kind.startswith(_CONTROL):
        return kind if re.fullmatch(r"x-control-[0-9a-f]{4}", kind) else ""
    if kind in _NAMES:
        return _NAMES[kind]
    name = kind.removeprefix("x-html-")
    return name if name != kind and re.fullmatch(r"[a-z][a-z0-9]*", name) else ""


def parse(html: str, like: Iterable[str | Mark] = ()) -> list[str | Mark]:
    """The fragment as text and marks, with ids; those of counterparts in ``like`` are taken over.

    :raises NotInlineError: for markup that has attributes, is not closed, or is not written as it would be read back.
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    content = parser.content()
    if tidy(content) != html:
        raise NotInlineError(html)
    _number(content, _offered(like))
    return content


def tidy(content: Iterable[str | Mark]) -> str:
    """The HTML of text and marks."""
    return "".join(_html(part) for part in content)


def _html(part: str | Mark) -> str:
    if isinstance(part, str):
        return part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if part.name.startswith(_CONTROL):
        return chr(int(part.name.removeprefix(_CONTROL), 16))
    attribute = f' id="{part.id}"' if part.own_id else ""
    if part.is_empty:
        return f"<{part.name}{attribute}/>"
    return f"<{part.name}{attribute}>{tidy(part.content)}</{part.name}>"


class _Parser(HTMLParser):
    """Strict: what is not closed, closed twice or has attributes is refused."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Mark("")]

    def content(self) -> list[str | Mark]:
        if len(self.open) > 1:
            raise NotInlineError(self.open[-1].name)
        return self.open[0].content

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        mark = self._mark(tag, attrs)
        self.open[-1].content.append(mark)
        if not mark.is_empty:
            self.open.append(mark)
        if len(self.open) > MAX_DEPTH:
            raise NotInlineError(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].content.append(self._mark(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name != tag or len(self.open) == 1:
            raise NotInlineError(tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        at = 0
        for found in _FORBIDDEN.finditer(data):
            self._text(data[at : found.start()])
            self.open[-1].content.append(Mark(f"{_CONTROL}{ord(found.group()):04x}"))
            at = found.end()
        self._text(data[at:])

    def handle_comment(self, data: str) -> None:
        raise NotInlineError(data)

    def handle_decl(self, decl: str) -> None:
        raise NotInlineError(decl)

    def handle_pi(self, data: str) -> None:
        raise NotInlineError(data)

    def unknown_decl(self, data: str) -> None:
        raise NotInlineError(data)

    def _text(self, data: str) -> None:
        content = self.open[-1].content
        if not data:
            return
        if content and isinstance(content[-1], str):
            content[-1] += data
        else:
            content.append(data)

    def _mark(self, tag: str, attrs: list[tuple[str, str | None]]) -> Mark:
        names = dict(attrs)
        own = names.pop("id", None)
        usable = own is None or re.fullmatch(r"[A-Za-z][\w.-]*", own)
        if names or not usable or tag in _RAW or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            raise NotInlineError(tag)
        return Mark(tag, own or "", own is not None)


def marks(content: Iterable[str | Mark]) -> Iterator[Mark]:
    """All marks, outer before inner."""
    for part in content:
        if isinstance(part, Mark):
            yield part
            yield from marks(part.content)


def _offered(like: Iterable[str | Mark]) -> dict[str, list[str]]:
    """Ids of an original by the tag's name, in order."""
    offered: dict[str, list[str]] = {}
    for mark in marks(like):
        if not mark.own_id:
            offered.setdefault(mark.name, []).append(mark.id)
    return offered


def _number(content: list[str | Mark], offered: dict[str, list[str]]) -> None:
    """Give every mark without an id of its own the first free one of its name, else a number above all."""
    last = max((int(number) for numbers in offered.values() for number in numbers), default=0)
    for mark in marks(content):
        if mark.own_id:
            continue
        same = offered.get(mark.name)
        if same:
            mark.id = same.pop(0)
        else:
            last += 1
            mark.id = str(last)
