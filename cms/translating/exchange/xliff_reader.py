"""Reads XLIFF 1.2, with the line of everything that is wrong. A DTD is refused, and with it all entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.utils.translation import gettext as _

from . import inline
from .inline import Mark
from .sheet import Delivered, Problem, Problems, Row, Sheet, TooManyProblemsError
from .xliff import NAMESPACE, UNDONE, UNSURE, VERBATIM, Content

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
#: A long page has some thousand elements.
MAX_DEPTH, MAX_ELEMENTS = 60, 100_000


@dataclass(slots=True)
class Node:
    """An element with its line; ``content`` is text and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Node] = field(default_factory=list)

    def children(self, *names: str) -> list[Node]:
        """The elements of these names right below it."""
        return [part for part in self.content if isinstance(part, Node) and part.name in names]

    def child(self, name: str) -> Node | None:
        """The first of this name."""
        return next(iter(self.children(name)), None)


class _RefusedError(Exception):
    def __init__(self, problem: Problem):
        super().__init__(problem.sentence)
        self.problem = problem


def read(text: str) -> Delivered:
    """The sheet of a file that was decoded already."""
    try:
        root = _tree(text)
        file = _file(root)
    except _RefusedError as refusal:
        return Delivered(None, (refusal.problem,))
    problems = Problems()
    try:
        rows = tuple(_rows(file, problems))
    except TooManyProblemsError:
        return Delivered(None, tuple(problems))
    return Delivered(_sheet(file, rows), tuple(problems))


def _tree(text: str) -> Node:
    _check_declaration(text)
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.expat = parser.parser
    try:
        parser.feed(text)
        root: Node = parser.close()
    except DefusedXmlException:
        line = builder.expat.CurrentLineNumber
        raise _RefusedError(
            Problem(line, "", _("The file has a DOCTYPE or entities of its own; they are not read."))
        ) from None
    except ParseError as error:
        told = {"reason": str(error).split(":")[0], "column": error.position[1] + 1}
        sentence = _("The file is no well-formed XML: %(reason)s, column %(column)d.") % told
        raise _RefusedError(Problem(error.position[0], "", sentence)) from None
    return root


def _check_declaration(text: str) -> None:
    """A file that says it is EUC-KR and reads as UTF-8 was changed by a tool that may have broken it."""
    found = _ENCODING.match(text)
    if found and found.group(1).lower() not in ("utf-8", "utf8", "us-ascii"):
        told = {"charset": found.group(1)}
        raise _RefusedError(Problem(1, "", _("The header says %(charset)s; files are taken in UTF-8 only.") % told))


class _Builder:
    """Makes nodes; expat knows the line."""

    def __init__(self) -> None:
        self.open = [Node("", {}, 0)]
        self.number = 0
        self.expat: Any = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag.removeprefix(f"{{{NAMESPACE}}}"), attributes, self.expat.CurrentLineNumber)
        self.open[-1].content.append(node)
        self.open.append(node)
        self.number += 1
        if self.number > MAX_ELEMENTS:
            raise _RefusedError(Problem(node.line, "", _("The file has more elements than a page can have.")))
        if len(self.open) > MAX_DEPTH:
            raise _RefusedError(Problem(node.line, "", _("Elements stand within elements too deeply.")))

    def end(self, tag: str) -> None:
        self.open.pop()

    def data(self, data: str) -> None:
        content = self.open[-1].content
        if content and isinstance(content[-1], str):
            content[-1] += data
        else:
            content.append(data)

    def close(self) -> Node:
        return next(part for part in self.open[0].content if isinstance(part, Node))


def _refusal(root: Node, sentence: str, **told: object) -> _RefusedError:
    return _RefusedError(Problem(root.line, "", sentence % told))


def _file(root: Node) -> Node:
    """The one file element. Raises _RefusedError for another format, another version, several files."""
    version, name = root.attributes.get("version", ""), root.name.rpartition("}")[2]
    files = root.children("file")
    if name != "xliff":
        raise _refusal(root, _("This is no XLIFF file: it begins with <%(name)s>."), name=name)
    if root.name != "xliff" or version != "1.2":
        sentence = _("The file is XLIFF %(version)s. Please save it as XLIFF 1.2, the version that was sent out.")
        raise _refusal(root, sentence, version=version or "?")
    if len(files) != 1:
        sentence = _("The file has %(number)d pages in it. Please send one file for each page, or a ZIP of them.")
        raise _refusal(root, sentence, number=len(files))
    return files[0]


def _sheet(file: Node, rows: tuple[Row, ...]) -> Sheet:
    told = file.attributes
    header = file.child("header")
    title = header.child("note") if header else None
    return Sheet(
        translation=told.get("original", ""),
        municipality=told.get("product-name", ""),
        page=_text(title.content) if title else "",
        source_language=told.get("source-language", ""),
        language=told.get("target-language", ""),
        version=told.get("product-version", ""),
        made_at=told.get("date", ""),
        rows=rows,
        lines=dict.fromkeys(("translation", "municipality", "source_language", "language"), file.line),
    )


def _rows(file: Node, problems: Problems) -> Iterator[Row]:
    body = file.child("body")
    for unit in _units(body) if body else ():
        place = unit.attributes.get("resname", "")
        source = unit.child("source")
        if source is None or not place:
            sentence = (
                _("The piece has no original.") if place else _("The piece does not say where it stands (resname).")
            )
            problems.add(unit.line, place, sentence)
            continue
        yield _row(unit, place, source, problems)


def _units(node: Node) -> Iterator[Node]:
    for child in node.children("trans-unit", "group"):
        if child.name == "group":
            yield from _units(child)
        else:
            yield child


def _row(unit: Node, place: str, source: Node, problems: Problems) -> Row:
    reading = _Reading(place, problems, unit.attributes.get("datatype") == VERBATIM)
    original = reading.html(source)
    target = unit.child("target")
    text = reading.html(target) if target else ""
    return Row(
        place,
        original,
        text,
        line=unit.line,
        text_line=target.line if target else unit.line,
        remark=_remark(unit, target) if target else "",
    )


def _remark(unit: Node, target: Node) -> str:
    """Tools leave the state as it was when they write a translation, so that it is a hint and no more."""
    state = target.attributes.get("state", "")
    if unit.attributes.get("approved") == "yes" or state not in UNSURE + UNDONE:
        return ""
    return _("The file marks this piece as unfinished (%(state)s).") % {"state": state}


class _Reading:
    """One piece: the original first, whose ids say what the translation's mean whatever a tool made of ctype."""

    def __init__(self, place: str, problems: Problems, verbatim: bool):
        self.place, self.problems, self.verbatim = place, problems, verbatim
        self.names: dict[str, str] = {}

    def html(self, node: Node) -> str:
        content = self._content(node)
        return _text(content) if self.verbatim else inline.tidy(content)

    def _content(self, node: Node) -> Content:
        content: Content = []
        for part in node.content:
            if isinstance(part, str):
                content.append(part)
            elif part.name == "mrk":
                content += self._content(part)
            elif part.name in ("g", "x"):
                content += self._mark(part)
            else:
                self._refuse(part, _("<%(tag)s> is not from the file that was sent out; it has <g> and <x/> alone."))
        return content

    def _mark(self, node: Node) -> Content:
        number = node.attributes.get("id", "")
        name = self.names.get(number) or inline.name_of(node.attributes.get("ctype", ""))
        if not name:
            self._refuse(node, _("<%(tag)s id=“%(id)s”> does not occur in the original."))
            return self._content(node)
        self.names.setdefault(number, name)
        own = number if not number.isdecimal() else ""
        mark = Mark(name, own, bool(own), self._content(node))
        return [mark]

    def _refuse(self, node: Node, sentence: str) -> None:
        told = {"tag": node.name, "id": node.attributes.get("id", "")}
        self.problems.add(node.line, self.place, sentence % told)


def _text(content: Any) -> str:
    return "".join(part if isinstance(part, str) else _text(part.content) for part in content)
