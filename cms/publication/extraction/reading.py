"""One file, whatever it calls itself: known by its content first, by its name second."""

from __future__ import annotations

import codecs
import io
from typing import Any
from zipfile import BadZipFile, is_zipfile

from cms.publication.extraction import archives, office
from cms.publication.extraction.limits import CHARACTERS, DEPTH, Locked, Old, TooLarge
from cms.publication.extraction.parts import GRAVEST, Part, Parts, Unread, attempt, within

TEXTS = frozenset({"csv", "txt", "vtt", "md", "json", "xml", "html", "htm", "rtf", "ics", "srt"})
#: Pictures, films and sound hold no text that could be read here.
WORDLESS = frozenset({"mp4", "webm", "mp3", "m4a", "svg", *archives.PICTURES})
OFFICE = frozenset(office.WORDS)
#: The old binary container: HWP 5, DOC, XLS, PPT, and what holds an office file with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLDER = tuple(name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "PowerPoint Document", "FileHeader"))
#: Of the places that could not be read so many are named.
NAMED = 10


class Unreadable(Exception):  # noqa: N818 - a verdict
    """Nothing here knows this kind of file."""


def answer(content: bytes, extension: str) -> dict[str, Any]:
    """``state`` of a file, the ``parts`` that were read, the places that were not (``unread``).

    Whatever is wrong with the file is a state, not an error; what was read before it stays.
    """
    kind = extension.lower()
    parts: list[tuple[str, str]] = []
    unread: list[Unread] = []
    for each in attempt("", lambda: _limited(CHARACTERS, parts_of(content, kind))):
        if isinstance(each, Part):
            parts.append((each.place, each.text))
        else:
            unread.append(each)
    places = list(dict.fromkeys(each.place for each in unread if each.place))
    return {"state": _state(parts, unread, kind), "parts": parts, "unread": places[:NAMED]}


def _state(parts: list[tuple[str, str]], unread: list[Unread], kind: str) -> str:
    if unread:
        return min((each.state for each in unread), key=GRAVEST.index)
    if any(text.strip() for _, text in parts):
        return "read"
    return "not_text" if kind in WORDLESS else "no_text"


def parts_of(content: bytes, extension: str, depth: int = 0) -> Parts:
    """Place and text. Raises Locked, Old, TooLarge, Unreadable, or what a library says of a broken file."""
    if depth > DEPTH:
        raise TooLarge

    def nested(name: str, inside: bytes) -> Parts:
        return within(name, parts_of(inside, name.rpartition(".")[2].lower(), depth + 1))

    if content.lstrip()[:5] == b"%PDF-":
        from cms.publication.extraction import pdf  # takes longer to load than all else, and few files are PDF

        yield from pdf.read(content, nested)
    elif content.startswith(_COMPOUND):
        raise Locked if _is_locked(content, extension) else Old
    elif is_zipfile(io.BytesIO(content)):
        archive = archives.Archive(content)
        kind = office.kind_of(archive.names()) or extension
        yield from office.read(archive, kind, nested) if kind in OFFICE else archives.read(archive, nested)
    elif extension in OFFICE:
        raise BadZipFile
    elif extension in TEXTS:
        yield Part("", _decoded(content))
    elif extension not in WORDLESS:
        raise Unreadable(extension)


def _is_locked(content: bytes, extension: str) -> bool:
    """A file of today's Office lies in the old container when it has a password."""
    if _ENCRYPTED in content:
        return True
    return extension in {"docx", "xlsx", "pptx"} and not any(name in content for name in _OLDER)


def _decoded(content: bytes) -> str:
    """By its mark, by the zeros of UTF-16, as UTF-8, else as Korean Windows writes it."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    if b"\0" in content[:4096]:
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp949", "replace")


def _limited(limit: int, parts: Parts) -> Parts:
    for each in parts:
        limit -= len(each.text) if isinstance(each, Part) else 0
        if limit < 0:
            raise TooLarge
        yield each
