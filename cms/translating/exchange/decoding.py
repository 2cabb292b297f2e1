"""From bytes to text: UTF-8 and nothing else, with the place of the first byte that is not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .sheet import Problem

#: A page's pieces are some hundred kilobytes at most.
FILE_LIMIT = 2 * 1024 * 1024

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


def decode(data: bytes) -> tuple[str, Problem | None]:
    """The text without a byte order mark and with ``\\n`` alone between lines, or what is wrong."""
    if len(data) > FILE_LIMIT:
        return "", Problem(0, "", too_large(FILE_LIMIT))
    if not data.strip():
        return "", Problem(0, "", _("The file is empty."))
    if data.startswith(_UTF16) or _looks_wide(data):
        return "", Problem(1, "", _("The file is written in UTF-16. Please save it as UTF-8."))
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        return "", Problem(line, "", _("This is no text file: it has bytes that no text has."))
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return "", _not_utf8(data, error)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def too_large(limit: int) -> str:
    """Says the limit, in megabytes."""
    return _("The file is larger than %(limit)d MB. Nothing of it was read.") % {"limit": limit // (1024 * 1024)}


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without its mark: every other byte of Latin letters is zero."""
    head = data[:200]
    return len(head) > 3 and (head[0::2].count(0) > len(head) // 4 or head[1::2].count(0) > len(head) // 4)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    at = error.start + skipped
    before = data[:at]
    line = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    told = {"byte": f"{data[at]:02X}", "number": at + 1}
    return Problem(line, "", _("The file is not UTF-8: byte %(number)d (%(byte)s) is no part of it.") % told)
