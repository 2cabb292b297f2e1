"""Office formats, each of them a ZIP of XML: DOCX, XLSX, PPTX, HWPX, ODT.

All words of all text parts are taken, hidden sheets, comments, footnotes, masters, data behind pivot tables and
diagrams, deleted passages included: what a reader can bring out, a reader has. Files inside are read like files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cms.publication.extraction import workbook
from cms.publication.extraction.archives import PICTURES, Archive, file_in
from cms.publication.extraction.limits import Locked
from cms.publication.extraction.parts import Nested, Part, Parts, attempt
from cms.publication.extraction.words import words_of

_SHARED = r"docProps/(?:core|app|custom)\.xml|customXml/item\d*\.xml"
_DEEP = r"(?:[^/]+/)*[^/]+\.xml"
#: Links of a part lead somewhere; those of the package name its own parts.
_LINKS = r"(?:[^/]+/)*_rels/[^/]+\.rels"
#: The parts that hold words. What only says how things look is left out.
WORDS = {
    "docx": re.compile(
        rf"{_SHARED}|word/{_LINKS}|word/(?!theme/)(?!(?:styles|fontTable|webSettings|settings)[^/]*\.xml){_DEEP}"
    ),
    "pptx": re.compile(rf"{_SHARED}|ppt/{_LINKS}|ppt/(?!theme/|tableStyles|viewProps|presProps){_DEEP}"),
    "xlsx": re.compile(rf"{_SHARED}|xl/{_LINKS}|xl/(?!theme/|styles\.xml|calcChain){_DEEP}"),
    "hwpx": re.compile(r"(?:Contents|Chart|DocHistory|Scripts)/(?:[^/]+/)*[^/]+\.(?:xml|hpf|js)|Preview/PrvText\.txt"),
    "odt": re.compile(r"(?:[^/]+/)*(?:content|meta|styles)\.xml"),
}
#: Parts of which an office format is known, whatever the file calls itself.
_KNOWN_BY = {
    "docx": re.compile(r"word/document\d*\.xml"),
    "pptx": re.compile(r"ppt/presentation\.xml"),
    "xlsx": re.compile(r"xl/workbook\.(?:xml|bin)"),
    "hwpx": re.compile(r"Contents/(?:section\d+\.xml|content\.hpf)"),
    "odt": re.compile(r"content\.xml"),
}
_FILE_INSIDE = re.compile(r"(?:word|ppt|xl)/embeddings/.+|BinData/.+|Object [^/]+|word/[^/]+\.(?:html?|mht|txt|rtf)")
_PLAIN = (".txt", ".js")
#: Drawings of vectors: no reader here, and hardly ever words.
_DRAWINGS = frozenset({"emf", "wmf", "svg", "wdp"})
_MANIFEST = "META-INF/manifest.xml"


def kind_of(names: Iterable[str]) -> str:
    """The office format of an archive with these parts; empty for none."""
    every = list(names)
    return next((kind for kind, known in _KNOWN_BY.items() if any(map(known.fullmatch, every))), "")


def read(archive: Archive, kind: str, nested: Nested) -> Parts:
    """Text by part. Raises Locked for a file that is locked as a whole."""
    if _MANIFEST in archive.names() and b"encryption-data" in archive.read(_MANIFEST):
        raise Locked
    if kind == "xlsx":
        yield from workbook.read(archive, WORDS[kind])
    else:
        for name in archive.names():
            if WORDS[kind].fullmatch(name):
                yield from attempt(name, lambda name=name: iter([Part(name, _words(archive, name))]))  # type: ignore[misc]
    for name in archive.names():
        if _is_file_inside(name):
            yield from attempt(name, lambda name=name: file_in(archive, name, nested))  # type: ignore[misc]


def _words(archive: Archive, name: str) -> str:
    content = archive.read(name)
    return content.decode("utf-8", "replace") if name.endswith(_PLAIN) else words_of(content)


def _is_file_inside(name: str) -> bool:
    """A file that was put into the document; its pictures are shown with it, and seen by who confirms nothing."""
    extension = name.rpartition(".")[2].lower()
    return bool(_FILE_INSIDE.fullmatch(name)) and extension not in PICTURES | _DRAWINGS
