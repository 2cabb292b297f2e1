"""Archives: opened with suspicion, unpacked by count and not by their own word, every file inside looked at."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.privacy import kinds
from cms.privacy.files.names import safe_name
from cms.privacy.files.refusing import Reasons, broken, locked, mismatch

#: Files in an archive that a citizen makes; parts of an office document.
FILES, PARTS = 200, 5_000
#: Bytes of everything unpacked, and of one part.
UNPACKED, PART = 200 << 20, 100 << 20
#: Text packs to a twentieth, seldom to a fiftieth; below so many bytes nobody asks.
RATIO, RATIO_FROM = 200, 10 << 20
_ARCHIVES = frozenset({"zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "egg", "alz", "cab", "iso", "jar"})
_PACKED = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"ALZ\x01", b"EGGA")
_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\0")
#: What macOS and Windows leave in archives without anybody's doing.
_LEFT_BEHIND = re.compile(r"(?:^|/)(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)$")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError)


class Bomb(Exception):  # noqa: N818
    """Unpacked it is more than a file of its size should be."""


class Locked(Exception):  # noqa: N818
    """A part needs a password."""


class Archive:
    """Raises what ``zipfile`` does for what is no archive."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._size, self._spent = len(content), 0
        self.items = [item for item in self._zip.infolist() if not item.is_dir()]

    @property
    def names(self) -> list[str]:
        return [item.filename for item in self.items]

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """One part. Raises Bomb, Locked, KeyError."""
        item = self._zip.getinfo(name) if isinstance(name, str) else name
        if item.flag_bits & 0x1:
            raise Locked
        with self._zip.open(item) as part:
            return b"".join(self._counted(part))

    def _counted(self, part: Any) -> Iterator[bytes]:
        left = PART
        while chunk := part.read(1 << 16):
            left -= len(chunk)
            self._spent += len(chunk)
            if left < 0 or self._spent > UNPACKED:
                raise Bomb
            if self._spent > RATIO_FROM and self._spent > RATIO * self._size:
                raise Bomb
            yield chunk


def leads_out(archive: Archive) -> Reasons:
    """Names that would be unpacked somewhere else."""
    if any(_OUT.search(item.orig_filename) for item in archive.items):
        yield _("A name inside the archive leads out of it.")


def too_many(archive: Archive, most: int) -> Reasons:
    """More parts than anybody needs."""
    if len(archive.items) > most:
        yield _("The archive holds more than %(number)d files.") % {"number": most}


def far_too_large() -> str:
    """The sentence about a bomb."""
    return _("Unpacked, the file is far too large.")


def look(content: bytes, kind: str, looks: Mapping[str, Any]) -> Reasons:
    """A plain archive of files, each of which could have been attached by itself; no archives in archives."""
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield mismatch(kind)
        return
    try:
        archive = Archive(content)
    except BROKEN:
        yield broken()
        return
    if not archive.items:
        yield _("The archive is empty.")
    yield from leads_out(archive)
    crowded = list(too_many(archive, FILES))
    yield from crowded
    if not crowded:
        yield from _each(archive, looks)


def _each(archive: Archive, looks: Mapping[str, Any]) -> Reasons:
    for item in archive.items:
        if _LEFT_BEHIND.search(item.filename):
            continue
        name, extension = safe_name(item.filename)
        try:
            for reason in _inside(archive, item, extension, looks):
                yield _("%(name)s in the archive: %(reason)s") % {"name": name, "reason": reason}
        except Bomb:
            yield far_too_large()
            return
        except Locked:
            yield locked()
            return
        except BROKEN:
            yield broken()
            return


def _inside(archive: Archive, item: zipfile.ZipInfo, extension: str, looks: Mapping[str, Any]) -> Reasons:
    """One file of the archive."""
    content = archive.read(item)
    kind = kinds.kind_of(extension)
    if extension in _ARCHIVES or (kind is None and content.startswith(_PACKED)):
        yield _("An archive inside the archive is not taken. Attach what is in it.")
    elif kind is None:
        yield not_taken(extension)
    elif content:
        yield from looks[kind.name](content, kind.name)


def not_taken(extension: str) -> str:
    """The type is not among those that are."""
    if not extension:
        return _("The name says no type of file. These are taken: %(types)s.") % {"types": kinds.allowed()}
    said = _("Files of the type “%(extension)s” are not taken. These are: %(types)s.")
    return said % {"extension": extension, "types": kinds.allowed()}
