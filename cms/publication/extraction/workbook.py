"""XLSX: cells row by row as they are shown, those of hidden sheets, too; and all that stands beside the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from cms.publication.extraction.archives import Archive
from cms.publication.extraction.parts import Part, Parts, attempt
from cms.publication.extraction.words import local, speaking, words_of

_SHEET = re.compile(r"xl/(worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml")
_SHARED, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
#: Rows to a part: what was read stays when the sheet turns out too large.
_ROWS = 500
_CONDITION = re.compile(r"\[[^\]]*\]")
_DIGITS = re.compile(r"[0#() -]+")


def read(archive: Archive, beside: re.Pattern[str]) -> Parts:
    """``beside``: the parts that are no sheets and hold words."""
    names = archive.names()
    shared: list[str] = []
    if _SHARED in names:
        yield from attempt(_SHARED, lambda: _shared(archive, shared))
    codes = _codes(archive) if _STYLES in names else []
    for name in names:
        if name == _SHARED:
            continue
        if _SHEET.fullmatch(name):
            yield from attempt(name, lambda name=name: _sheet(archive, name, shared, codes))  # type: ignore[misc]
        elif beside.fullmatch(name):
            yield from attempt(name, lambda name=name: iter([Part(name, words_of(archive.read(name)))]))  # type: ignore[misc]


def _shared(archive: Archive, shared: list[str]) -> Parts:
    shared += ["".join(item.itertext()) for item in fromstring(archive.read(_SHARED))]
    yield Part(_SHARED, "\n".join(shared))


def _sheet(archive: Archive, name: str, shared: list[str], codes: list[str]) -> Parts:
    """As it is unpacked, row by row: a sheet may have a million of them."""
    lines: list[str] = []
    above: list[Element] = []
    in_row = False
    with archive.open(name) as stream:
        for event, element in iterparse(stream, events=("start", "end")):
            tag = local(element.tag)
            if event == "start":
                above.append(element)
                in_row = in_row or tag == "row"
                continue
            above.pop()
            if tag == "row":
                in_row = False
                lines.append("\t".join(_cell(cell, shared, codes) for cell in element))
            elif not in_row:
                lines += [element.text or "", *speaking(element)]
            if above and not in_row:
                above[-1].remove(element)
            if len(lines) >= _ROWS:
                yield Part(name, "\n".join(lines))
                lines.clear()
    yield Part(name, "\n".join(lines))


def _cell(cell: Element, shared: list[str], codes: list[str]) -> str:
    """What is shown, and the formula behind it."""
    value = "".join(part.text or "" for part in cell if local(part.tag) == "v")
    formula = "".join(part.text or "" for part in cell if local(part.tag) == "f")
    kind = cell.get("t", "n")
    if kind == "s" and value.isdecimal() and int(value) < len(shared):
        value = shared[int(value)]
    elif kind == "n" and value:
        style = cell.get("s", "")
        value = shown(value, codes[int(style)] if style.isdecimal() and int(style) < len(codes) else "")
    elif not value:
        value = "".join(text for part in cell if local(part.tag) != "f" for text in part.itertext())
    return f"{value} {formula}" if formula else value


def _codes(archive: Archive) -> list[str]:
    """The number formats of the workbook's cells, by style; empty where it is none of the workbook's own."""
    root = fromstring(archive.read(_STYLES))
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter() if local(each.tag) == "numFmt"}
    styles: Iterator[Element] = (each for each in root if local(each.tag) == "cellXfs")
    return [own.get(style.get("numFmtId"), "") for each in styles for style in each]


def shown(value: str, code: str) -> str:
    """A whole number under a format of digits and hyphens (000000-0000000), as the sheet shows it; else as it is."""
    if not value.isdecimal():
        return value
    sections = [_CONDITION.sub("", each).replace("\\", "").replace('"', "") for each in code.split(";")]
    patterns = [each for each in sections if "-" in each and _DIGITS.fullmatch(each)]
    for pattern in sorted(patterns, key=_room):
        if _room(pattern) >= len(value):
            return _filled(pattern, value)
    return value


def _room(pattern: str) -> int:
    return pattern.count("0") + pattern.count("#")


def _filled(pattern: str, value: str) -> str:
    """From the right; a 0 without a digit is shown as 0, a # is not."""
    digits, signs = list(value), []
    for sign in reversed(pattern):
        if sign not in "0#":
            signs.append(sign)
        elif digits:
            signs.append(digits.pop())
        elif sign == "0":
            signs.append("0")
    return "".join(reversed(signs)).strip()
