"""The old binary container (OLE, Compound File): HWP 5 lies in one, and every office file with a password.

Only its directory and the first bytes of a stream are read. Each chain of sectors has an end by the size of the file,
so one that leads into itself costs nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.privacy.files.refusing import Reasons, broken, locked, mismatch

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURE = b"HWP Document File"
#: Bits of HWP's FileHeader: locked with a password, held by a rights server (DRM).
_PASSWORD, _DRM = 1 << 1, 1 << 4
_FLAGS_AT = 36
#: PostScript inside HWP documents is how they were made to attack their readers.
_POSTSCRIPT = (".eps", ".ps")
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the directory: a stream or the root, where it begins, how long it is."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """Raises ValueError or struct.error for what is none, or broken."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC) or len(content) < 512:
            raise ValueError("no compound file")
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sectors of an unknown size")
        self._sector, self._mini = 1 << shift, 1 << mini_shift
        self._table = self._numbers(self._table_sectors())
        self.entries = tuple(self._directory())

    def names(self) -> set[str]:
        """Of all streams, whatever folder they are in."""
        return {entry.name for entry in self.entries if entry.kind == _STREAM}

    def head(self, name: str, most: int = 256) -> bytes:
        """How a stream begins. Raises ValueError where there is none of that name."""
        entry = next((each for each in self.entries if each.kind == _STREAM and each.name == name), None)
        if entry is None:
            raise ValueError("no such stream")
        (cutoff,) = struct.unpack_from("<I", self._content, 56)
        if entry.size >= cutoff:
            return b"".join(self._chain(entry.start))[: min(most, entry.size)]
        return self._small(entry)[: min(most, entry.size)]

    def _small(self, entry: Entry) -> bytes:
        """A short stream lies in pieces within the root's own."""
        root = next((each for each in self.entries if each.kind == _ROOT), None)
        if root is None:
            raise ValueError("no root")
        held = b"".join(self._chain(root.start))
        first, count = struct.unpack_from("<II", self._content, 60)
        table = self._numbers(self._follow(first, self._table)) if count else []
        pieces = (held[at * self._mini : (at + 1) * self._mini] for at in self._follow(entry.start, table))
        return b"".join(pieces)

    def _directory(self) -> Iterator[Entry]:
        (first,) = struct.unpack_from("<I", self._content, 48)
        lines = b"".join(self._chain(first))
        for at in range(0, len(lines) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", lines, at + 64)
            start, size = struct.unpack_from("<IQ", lines, at + 116)
            if kind in (_STREAM, _ROOT):
                name = lines[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                yield Entry(name, kind, start, size & 0xFFFFFFFF)

    def _table_sectors(self) -> list[int]:
        """The sectors that say which sector follows which."""
        found = [number for number in struct.unpack_from("<109I", self._content, 76) if number < _LAST_SECTOR]
        following, _count = struct.unpack_from("<II", self._content, 68)
        seen: set[int] = set()
        while following < _LAST_SECTOR and following not in seen:
            seen.add(following)
            numbers = self._numbers([following])
            found += [number for number in numbers[:-1] if number < _LAST_SECTOR]
            following = numbers[-1]
        return found

    def _numbers(self, sectors: list[int]) -> list[int]:
        held = b"".join(self._at(sector) for sector in sectors)
        return list(struct.unpack(f"<{len(held) // 4}I", held))

    def _chain(self, first: int) -> Iterator[bytes]:
        return (self._at(sector) for sector in self._follow(first, self._table))

    def _follow(self, first: int, table: list[int]) -> list[int]:
        found, seen = [], set()
        while first < _LAST_SECTOR:
            if first in seen or first >= len(table):
                raise ValueError("a chain that does not end")
            seen.add(first)
            found.append(first)
            first = table[first]
        return found

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        held = self._content[start : start + self._sector]
        if len(held) < self._sector:
            held = held.ljust(self._sector, b"\0") if held else b""
        if not held:
            raise ValueError("a sector beyond the end")
        return held


def look(content: bytes, kind: str) -> Reasons:
    """HWP 5: known by its FileHeader, which also says whether it is locked."""
    if not content.startswith(MAGIC):
        yield mismatch(kind)
        return
    try:
        compound = Compound(content)
        if is_locked_office(compound):
            yield locked()
            return
        if "FileHeader" not in compound.names() or not compound.head("FileHeader").startswith(_SIGNATURE):
            yield mismatch(kind)
            return
        (flags,) = struct.unpack_from("<I", compound.head("FileHeader"), _FLAGS_AT)
    except (ValueError, struct.error):
        yield broken()
        return
    if flags & (_PASSWORD | _DRM):
        yield locked()
    if any(name.lower().endswith(_POSTSCRIPT) for name in compound.names()):
        yield _("The document contains PostScript, which can start programs. Put a picture in its place.")


def is_locked_office(compound: Compound) -> bool:
    """A file of today's Office that has a password."""
    return "EncryptedPackage" in compound.names()
