"""Office formats, each of them a ZIP of XML: DOCX, XLSX, PPTX, HWPX, ODT; and plain archives of files.

All words of the text parts are taken, hidden sheets, comments, footnotes and deleted passages included: what a reader
can bring out, a reader has.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from cms.publication.extraction.limits import PART, PARTS, UNPACKED, Locked, TooLarge


@dataclass(frozen=True)
class Format:
    """Which parts hold words, and after which elements a line, or a cell, ends."""

    parts: re.Pattern[str]
    lines: frozenset[str]
    cells: frozenset[str] = frozenset()


_OFFICE = r"docProps/(core|app|custom)\.xml|"
FORMATS = {
    "docx": Format(
        re.compile(_OFFICE + r"word/[^/]+\.xml|word/_rels/.*\.rels"), frozenset({"p", "tr"}), frozenset({"tc", "tab"})
    ),
    "pptx": Format(re.compile(_OFFICE + r"ppt/(slides|notesSlides|comments)/[^/]+\.xml"), frozenset({"p", "tr"})),
    "hwpx": Format(
        re.compile(r"Contents/[^/]+\.(xml|hpf)|Preview/PrvText\.txt"), frozenset({"p", "tr"}), frozenset({"tc", "tab"})
    ),
    "odt": Format(
        re.compile(r"(content|meta|styles)\.xml"), frozenset({"p", "h", "table-row"}), frozenset({"table-cell", "tab"})
    ),
}
_SHEETS = re.compile(_OFFICE + r"xl/(sharedStrings|workbook|comments\d*|threadedComments/[^/]+|persons/[^/]+)\.xml")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


class Archive:
    """A ZIP that is opened with suspicion: sizes are counted while unpacking, not believed."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._left = UNPACKED
        if len(self._zip.infolist()) > PARTS:
            raise TooLarge

    def names(self) -> list[str]:
        """The parts, folders left out."""
        return [item.filename for item in self._zip.infolist() if not item.is_dir()]

    def read(self, name: str) -> bytes:
        """One part. Raises TooLarge, and Locked where it needs a password."""
        item = self._zip.getinfo(name)
        if item.flag_bits & 0x1:
            raise Locked
        limit = min(PART, self._left)
        with self._zip.open(item) as part:
            content = part.read(limit + 1)
        if len(content) > limit:
            raise TooLarge
        self._left -= len(content)
        return content


def read(content: bytes, extension: str) -> Iterator[tuple[str, str]]:
    """Place (name of the part) and text of an office file."""
    archive = Archive(content)
    if extension == "xlsx":
        yield from _workbook(archive)
        return
    form = FORMATS[extension]
    for name in archive.names():
        if form.parts.fullmatch(name):
            yield name, _words(archive.read(name), name, form)


def files(content: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and content of each file of a plain archive, unpacked one at a time."""
    archive = Archive(content)
    for name in archive.names():
        yield name, lambda name=name: archive.read(name)  # type: ignore[misc]


def _words(content: bytes, name: str, form: Format) -> str:
    if name.endswith(".txt"):
        return content.decode("utf-8", "replace")
    pieces: list[str] = []
    _walk(fromstring(content), form, pieces)
    return "".join(pieces)


def _walk(element: Element, form: Format, pieces: list[str]) -> None:
    """All text below an element, in its order, without recursion: nesting may be as deep as an attacker likes."""
    waiting: list[tuple[Element, bool]] = [(element, False)]
    while waiting:
        present, done = waiting.pop()
        tag = str(present.tag).rpartition("}")[2]
        if done:
            pieces.append("\n" if tag in form.lines else "\t" if tag in form.cells else "")
            pieces.append(present.tail or "")
            continue
        pieces.append(present.text or "")
        pieces += [f" {value}" for key, value in present.attrib.items() if key.rpartition("}")[2] in _SPEAKING]
        waiting.append((present, True))
        waiting += [(child, False) for child in reversed(present)]


#: Attributes with words: alternative texts, targets of links.
_SPEAKING = frozenset({"descr", "title", "Target", "href", "author", "displayName"})


def _workbook(archive: Archive) -> Iterator[tuple[str, str]]:
    """Cells row by row, those of hidden sheets, too: a label in one cell says what the number in the next one is."""
    line = Format(_SHEETS, frozenset({"si", "text", "comment"}))
    names = archive.names()
    shared: list[str] = []
    for name in names:
        if not _SHEETS.fullmatch(name):
            continue
        if name.endswith("sharedStrings.xml"):
            shared = [_text(item) for item in fromstring(archive.read(name))]
            yield name, "\n".join(shared)
        else:
            yield name, _words(archive.read(name), name, line)
    for name in names:
        if _SHEET.fullmatch(name):
            yield name, _sheet(fromstring(archive.read(name)), shared)


def _sheet(root: Element, shared: list[str]) -> str:
    rows = (element for element in root.iter() if str(element.tag).endswith("}row"))
    return "\n".join("\t".join(_cell(cell, shared) for cell in row) for row in rows)


def _cell(cell: Element, shared: list[str]) -> str:
    value = "".join(part.text or "" for part in cell if str(part.tag).endswith("}v"))
    if cell.get("t") == "s" and value.isdecimal() and int(value) < len(shared):
        return shared[int(value)]
    return value or _text(cell)


def _text(element: Element) -> str:
    return "".join(element.itertext())
