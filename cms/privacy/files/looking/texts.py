"""Plain text: as Korean and other programs write it, and no bytes that are no text."""

from __future__ import annotations

import codecs

from cms.privacy.files.refusing import Reasons, mismatch

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINES = frozenset("\t\n\r\f\x1a")


def look(content: bytes, kind: str) -> Reasons:
    """A text of controls is none."""
    text = decoded(content)
    if text is None or any(sign < " " and sign not in _LINES for sign in text):
        yield mismatch(kind)


def decoded(content: bytes) -> str | None:
    """By its mark, as UTF-8, else as Korean Windows writes it; None for what is neither."""
    named = [name for mark, name in _MARKS if content.startswith(mark)]
    for name in named or ["utf-8", "cp949"]:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return None
