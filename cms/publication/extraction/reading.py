"""One file, whatever it calls itself: known by its content first, by its name second."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from zipfile import BadZipFile, is_zipfile

from cms.publication.extraction import archives, pdf
from cms.publication.extraction.limits import CHARACTERS, DEPTH, Locked, TooLarge

Parts = Iterator[tuple[str, str]]
TEXTS = frozenset({"csv", "txt", "vtt", "md", "json", "xml", "html", "htm", "rtf", "ics", "srt"})
#: Pictures, films and sound hold no text that could be read here.
WORDLESS = frozenset({"mp4", "webm", "mp3", "m4a", "jpg", "jpeg", "png", "gif", "webp", "avif", "svg"})
OFFICE = frozenset({*archives.FORMATS, "xlsx"})


class Unreadable(Exception):  # noqa: N818 - a verdict
    """Nothing here knows this kind of file."""


def answer(content: bytes, extension: str) -> dict[str, object]:
    """``state`` and ``parts`` of a file. Whatever is wrong with the file is a state, not an error."""
    try:
        parts = list(_within(CHARACTERS, parts_of(content, extension.lower())))
    except Locked:
        return {"state": "locked", "parts": []}
    except (TooLarge, MemoryError, RecursionError):
        return {"state": "too_large", "parts": []}
    except Exception:  # a hostile file may raise anything at all in a library
        return {"state": "broken", "parts": []}
    if parts or extension.lower() not in WORDLESS:
        return {"state": "read" if any(text.strip() for _, text in parts) else "no_text", "parts": parts}
    return {"state": "not_text", "parts": []}


def parts_of(content: bytes, extension: str, depth: int = 0) -> Parts:
    """Place and text. Raises Locked, TooLarge, Unreadable, or what a library says of a broken file."""
    if content.lstrip()[:5] == b"%PDF-":
        yield from pdf.read(content)
    elif extension in OFFICE:
        yield from _office(content, extension)
    elif is_zipfile(io.BytesIO(content)):
        yield from _inside(content, depth)
    elif extension in TEXTS:
        yield "", _decoded(content)
    elif extension not in WORDLESS:
        raise Unreadable(extension)


def _office(content: bytes, extension: str) -> Parts:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Locked  # an encrypted office file is a compound file around the ZIP
    if not is_zipfile(io.BytesIO(content)):
        raise BadZipFile
    yield from archives.read(content, extension)


def _inside(content: bytes, depth: int) -> Parts:
    """Each file of an archive; one that cannot be read makes the archive unreadable."""
    if depth >= DEPTH:
        raise TooLarge
    for name, unpack in archives.files(content):
        yield name, name
        extension = name.rpartition(".")[2].lower()
        for place, text in parts_of(unpack(), extension, depth + 1):
            yield f"{name} {place}".strip(), text


def _decoded(content: bytes) -> str:
    """By its mark, as UTF-8, else as Korean Windows writes it."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp949", "replace")


def _within(limit: int, parts: Parts) -> Parts:
    for place, text in parts:
        limit -= len(text)
        if limit < 0:
            raise TooLarge
        yield place, text
