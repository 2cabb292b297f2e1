"""One file as it was sent: what it is, by its content and not by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.translating.exchange import po_reader, xliff_reader
from cms.translating.exchange.decoding import decode
from cms.translating.exchange.sheet import Delivered, Problem

ENDINGS = (".po", ".xlf", ".xliff")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_zip(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(_ZIP)


def read(data: bytes) -> Delivered:
    """The sheet in a PO or XLIFF file."""
    if is_zip(data):
        return Delivered(None, (Problem(0, "", _("A ZIP within a ZIP is not unpacked.")),))
    text, problem = decode(data)
    if problem:
        return Delivered(None, (problem,))
    return xliff_reader.read(text.lstrip()) if text.lstrip().startswith("<") else po_reader.read(text)


def tool_of(data: bytes) -> str:
    """What the history calls the way by which the text came."""
    return "XLIFF" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "PO"
