"""PO files (GNU gettext), for agencies whose tools know them: Poedit, Lokalize, OmegaT.

Written so that ``msgfmt --check`` has nothing to say, and the same words always make the same bytes. ``msgctxt`` is the
place of a piece on its page; so the same Korean at two places is two entries. What wagtail-localize 1.14 writes has no
``Language``, no date and no version, and its places alone tell a translator nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from .sheet import GENERATOR, Previous, Row, Sheet
from .tongues import gettext_name

#: wagtail-localize's own name for it.
TRANSLATION = "X-WagtailLocalize-TranslationID"
MUNICIPALITY = "X-Municipality"
VERSION = "X-Source-Version"
SOURCE_LANGUAGE = "X-Source-Language"

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b", "\f": "\\f",
        "\v": "\\v",
        **{code: f"\\{code:03o}" for code in range(1, 0x20) if chr(code) not in "\n\t\r\a\b\f\v"},
    }
)  # fmt: skip


def write(sheet: Sheet) -> bytes:
    """The file of a sheet, in UTF-8."""
    lines = [*_header(sheet)]
    for row in sheet.rows:
        lines += ["", *_entry(row)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def aligned(source: str, text: str) -> str:
    """``text`` with a line feed at either end where ``source`` has one, and only there: gettext asks for it."""
    words = text.strip("\n")
    first = "\n" if source.startswith("\n") else ""
    last = "\n" if source.endswith("\n") else ""
    return f"{first}{words}{last}" if words else text


def _header(sheet: Sheet) -> Iterator[str]:
    fields = {
        "Project-Id-Version": f"{sheet.municipality} {_plain(sheet.page)}",
        "POT-Creation-Date": sheet.made_at,
        "PO-Revision-Date": sheet.made_at,
        "Last-Translator": sheet.municipality,
        "Language-Team": gettext_name(sheet.language),
        "Language": gettext_name(sheet.language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": GENERATOR,
        TRANSLATION: sheet.translation,
        MUNICIPALITY: sheet.municipality,
        SOURCE_LANGUAGE: sheet.source_language,
        VERSION: sheet.version,
    }
    yield f"# {_plain(sheet.page)}"
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in fields.items():
        yield _quoted(f"{name}: {value}\n")


def _entry(row: Row) -> Iterator[str]:
    for comment in row.comments:
        yield f"#. {_plain(comment)}"
    text = aligned(row.source, row.text)
    if row.unsure and text:
        yield "#, fuzzy"
    if row.previous:
        yield from _previous(row.place, row.previous)
    yield from _string("msgctxt", row.place)
    yield from _string("msgid", row.source)
    yield from _string("msgstr", text)


def _previous(place: str, previous: Previous) -> Iterator[str]:
    for keyword, text in (("msgctxt", place), ("msgid", previous.source)):
        yield from (f"#| {line}" for line in _string(keyword, text))


def _string(keyword: str, text: str) -> Iterator[str]:
    """On one line, or, where the text has more than one, on one line each below the keyword."""
    pieces = _lines(text)
    if len(pieces) < 2:
        yield f"{keyword} {_quoted(text)}"
        return
    yield f'{keyword} ""'
    for piece in pieces:
        yield _quoted(piece)


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _plain(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
