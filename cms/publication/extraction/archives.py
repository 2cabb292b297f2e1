"""A ZIP that is opened with suspicion, and plain archives of files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from cms.publication.extraction.limits import PART, PARTS, UNPACKED, Locked, TooLarge
from cms.publication.extraction.parts import NO_TEXT, Nested, Part, Parts, Unread, attempt

#: Pictures inside an archive: a scan has words that nothing here reads.
PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif", "tif", "tiff", "bmp", "heic"})


class Archive:
    """Sizes are counted while unpacking, not believed."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._left = UNPACKED
        if len(self._zip.infolist()) > PARTS:
            raise TooLarge

    def names(self) -> list[str]:
        """The parts, folders left out."""
        return [item.filename for item in self._zip.infolist() if not item.is_dir()]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One part, to be read as it comes. Raises Locked where it needs a password, TooLarge while it is read."""
        item = self._zip.getinfo(name)
        if item.flag_bits & 0x1:
            raise Locked
        with self._zip.open(item) as part:
            yield _Counted(self, part)  # type: ignore[misc]

    def read(self, name: str) -> bytes:
        """One part as a whole. Raises TooLarge and Locked."""
        with self.open(name) as part:
            return part.read()

    def spend(self, number: int) -> None:
        """So much was unpacked. Raises TooLarge when it is more than all parts together may be."""
        self._left -= number
        if self._left < 0:
            raise TooLarge


class _Counted:
    """A part that raises TooLarge when more comes out of it than one part may hold."""

    def __init__(self, archive: Archive, part: IO[bytes]) -> None:
        self._archive, self._part, self._left = archive, part, PART

    def read(self, size: int = -1) -> bytes:
        content = self._part.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(content)
        self._archive.spend(len(content))
        if self._left < 0:
            raise TooLarge
        return content


def read(archive: Archive, nested: Nested) -> Parts:
    """Each file of a plain archive by its name; one that cannot be read hides none of the others."""
    for name in archive.names():
        yield Part(name, name)
        yield from attempt(name, lambda name=name: file_in(archive, name, nested))  # type: ignore[misc]


def file_in(archive: Archive, name: str, nested: Nested) -> Parts:
    """One file inside another."""
    if name.rpartition(".")[2].lower() in PICTURES:
        yield Unread(name, NO_TEXT)
    else:
        yield from nested(name, archive.read(name))
