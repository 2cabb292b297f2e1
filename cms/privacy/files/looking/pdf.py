"""PDF: its names are read without opening it, so that a hostile one costs no more than its bytes.

A script hides in any object, of a former version of the file, too. So the whole file is searched for the names of what
acts, and with it the objects that are packed into streams; a name may be written with escapes (``/J#61vaScript``).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.privacy.files.refusing import Reasons, broken, mismatch

#: Readers look for the mark in the first kilobyte.
_HEAD = 1024
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = rb"(?=[\s/<>\[\]()%]|$)"
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|Rendition|XFA|ImportData)" + _END)
_INSIDE = re.compile(rb"/EmbeddedFiles?" + _END)
_ENCRYPTED = re.compile(rb"/Encrypt" + _END)
_PACKED = re.compile(rb"/ObjStm" + _END)
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)?")
#: What a packed stream may be filtered by; anything else could hide names from this look.
_ODD = re.compile(rb"/(?:DecodeParms|DP|ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt|AHx|A85|LZW|RL)\b")
#: Bytes before a stream in which its own description stands, and all that may come out of the packed ones.
_DESCRIPTION, _UNPACKED = 4096, 64 << 20
_STREAMS = 50_000


class _Hidden(Exception):  # noqa: N818
    """Objects are packed in a way that is not read here, or that unpacks to far too much."""


def look(content: bytes, kind: str) -> Reasons:
    """A password, scripts and actions, files inside."""
    if b"%PDF-" not in content[:_HEAD]:
        yield mismatch(kind)
        return
    plain = _unescaped(content)
    if _ENCRYPTED.search(plain):  # with a password, or without one and with restrictions, as many certificates are
        yield _("The PDF is locked with a password or restricted. Print it to a new PDF and attach that one.")
        return
    try:
        names = [plain, *_packed(content)]
    except (_Hidden, zlib.error):
        yield broken()
        return
    if any(_ACTIVE.search(each) for each in names):
        yield _("The PDF contains scripts or starts programs. Print it to a new PDF and attach that one.")
    if any(_INSIDE.search(each) for each in names):
        yield _("The PDF has other files inside. Attach them one by one.")
    if b"%%EOF" not in content[-2048:]:
        yield broken()


def _unescaped(content: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _packed(content: bytes) -> Iterator[bytes]:
    """What stands in object streams, their names without escapes."""
    left = _UNPACKED
    for number, start in enumerate(_STREAM.finditer(content)):
        if number > _STREAMS:
            raise _Hidden
        own = content[max(0, start.start() - _DESCRIPTION) : start.start()].rpartition(b"obj")[2]
        described = _unescaped(own)
        if not _PACKED.search(described):
            continue
        if _ODD.search(described):
            raise _Hidden
        if b"/FlateDecode" not in described and b"/Fl" not in described:
            continue  # not packed at all: its names stand in the file itself
        unpacked = zlib.decompressobj().decompress(content[start.end() :], left + 1)
        left -= len(unpacked)
        if left < 0:
            raise _Hidden
        yield _unescaped(unpacked)
