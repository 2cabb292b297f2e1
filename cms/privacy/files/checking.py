"""A citizen's file on its way in: its name made safe, its content looked at, every reason against it said at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.privacy.files.looking import look
from cms.privacy.files.looking.zips import not_taken
from cms.privacy.files.names import safe_name
from cms.privacy.files.quota import too_large
from cms.privacy.files.refusing import Reasons, Refused
from cms.privacy.kinds import kind_of


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. ``kind``: a name of :data:`cms.privacy.kinds.KINDS`."""

    name: str
    kind: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def check(name: str, content: BinaryIO, *, most_bytes: int) -> Checked:
    """A file under the name that its sender gave it; no more than ``most_bytes`` of it are read.

    :raises Refused: with every reason: size, type, a content that is not of that type, passwords, macros, scripts,
        archives that unpack to far too much or hold what would not be taken by itself.
    """
    title, extension = safe_name(name)
    held = content.read(most_bytes + 1)
    reasons = list(_against(held, extension, most_bytes))
    kind = kind_of(extension)
    if reasons or kind is None:
        raise Refused(reasons)
    return Checked(title, kind.name, held)


def _against(content: bytes, extension: str, most_bytes: int) -> Reasons:
    """Of a file that is too large only a part was read, so nothing is said of its content."""
    kind = kind_of(extension)
    if kind is None:
        yield not_taken(extension)
    if not content:
        yield _("The file is empty.")
    elif len(content) > most_bytes:
        yield too_large(most_bytes)
    elif kind is not None:
        yield from look(content, kind.name)
