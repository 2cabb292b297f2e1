"""PDF: the text of each page, of form fields, notes, bookmarks, attached files and the document's own properties."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from cms.publication.extraction.limits import PAGES, Locked, TooLarge
from cms.publication.extraction.parts import NO_TEXT, Nested, Part, Parts, Unread, attempt

#: A page with a picture and fewer letters than these is a scan: a stamped number is not its text.
_WORDS_OF_A_SCAN = 20
_INLINE_PICTURE = re.compile(rb"(?:^|\s)BI\s.*?\sID\s", re.DOTALL)
#: Of the XMP properties those with words of people; the others are numbers of the program.
_WORDY = ("http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/photoshop/1.0/")


def read(content: bytes, nested: Nested) -> Parts:
    """Place (number of the page) and text. Raises Locked, TooLarge, or whatever pypdf says of a broken file."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content), strict=False)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
        if len(reader.pages) > PAGES:
            raise TooLarge
    except FileNotDecryptedError:
        raise Locked from None
    for number, page in enumerate(reader.pages, 1):
        yield from attempt(str(number), lambda page=page, number=number: _page(page, number))  # type: ignore[misc]
    for read_more in (_properties, _fields, _bookmarks):
        yield from attempt("", lambda read_more=read_more: iter([Part("", "\n".join(read_more(reader)))]))  # type: ignore[misc]
    yield from attempt("", lambda: _attached(reader, nested))


def _page(page: Any, number: int) -> Parts:
    text = page.extract_text() or ""
    yield Part(str(number), "\n".join([text, *_notes(page)]))
    if sum(map(str.isalnum, text)) < _WORDS_OF_A_SCAN and _shows_a_picture(page):
        yield Unread(str(number), NO_TEXT)


def _shows_a_picture(page: Any) -> bool:
    if _has_picture(page.get("/Resources"), 0):
        return True
    drawn = page.get_contents()
    return drawn is not None and bool(_INLINE_PICTURE.search(drawn.get_data()))


def _has_picture(resources: Any, depth: int) -> bool:
    """Among these resources, or those of a form that they draw."""
    objects = _held(_held(resources).get("/XObject")) if resources is not None and depth < 4 else {}
    for each in objects.values():
        drawn = each.get_object()
        if drawn.get("/Subtype") == "/Image":
            return True
        if drawn.get("/Subtype") == "/Form" and _has_picture(drawn.get("/Resources"), depth + 1):
            return True
    return False


def _held(value: Any) -> Any:
    """A value, or what it refers to; nothing for none."""
    return {} if value is None else value.get_object()


def _notes(page: Any) -> Iterator[str]:
    for note in _held(page.get("/Annots")):
        held = note.get_object()
        yield from (str(_held(held[key])) for key in ("/Contents", "/V", "/TU", "/Subj", "/T") if key in held)
        action = held.get("/A")
        if action is not None and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"])


def _properties(reader: PdfReader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None:
        root: Element = fromstring(metadata.get_object().get_data().strip(b"\0 \r\n"))
        for each in root.iter():
            if str(each.tag).startswith(tuple(f"{{{name}}}" for name in _WORDY)):
                yield " ".join(each.itertext())


def _fields(reader: PdfReader) -> Iterator[str]:
    for each in (reader.get_fields() or {}).values():
        for key in ("/V", "/DV", "/Opt"):
            if each.get(key) is not None:
                yield str(each[key])


def _bookmarks(reader: PdfReader) -> Iterator[str]:
    waiting: list[Any] = [reader.outline]
    while waiting:
        present = waiting.pop()
        if isinstance(present, list):
            waiting += present
        else:
            yield str(present.title)


def _attached(reader: PdfReader, nested: Nested) -> Parts:
    for name, contents in reader.attachments.items():
        for content in contents if isinstance(contents, list) else [contents]:
            yield Part(name, name)
            yield from attempt(name, lambda name=name, content=content: nested(name, content))  # type: ignore[misc]
