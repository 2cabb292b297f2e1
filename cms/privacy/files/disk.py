"""Where sealed files lie: a private folder a municipality, outside of what is served, under names that say nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

_UNFINISHED = ".part"


def new_place() -> str:
    """A path below the municipality's folder that nobody can guess."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name[2:]}"


def write(place: str, content: bytes) -> None:
    """Whole and on the disk when this returns, or not there at all."""
    target = _folder() / place
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_suffix(_UNFINISHED)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for folder in (target.parent, target.parent.parent):  # the name, and the folder that was perhaps made for it
        _sync(folder)


def read(place: str) -> bytes:
    """Raises OSError where there is nothing."""
    return (_folder() / place).read_bytes()


def delete(place: str) -> None:
    """Nothing where it is gone already."""
    target = _folder() / place
    target.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        _sync(target.parent)


def older_than(seconds: int) -> Iterator[str]:
    """The places of files that were written so long ago, unfinished ones among them."""
    limit = time.time() - seconds
    folder = _folder()
    for shelf in sorted(folder.iterdir()) if folder.is_dir() else ():
        for entry in os.scandir(shelf):
            with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
                if entry.stat().st_mtime < limit:
                    yield f"{shelf.name}/{entry.name}"


def _folder() -> Path:
    return Path(settings.SEALED_ROOT) / connection.schema_name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
