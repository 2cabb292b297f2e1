"""XLIFF 1.2 (OASIS, 2008), for agencies' translation tools: Trados, memoQ, Phrase, OmegaT, Poedit.

1.2 and not 2.x: every tool of the trade reads and writes it back whole, 2.x many do not. ``original`` is the
translation's number, ``product-name`` the municipality, ``product-version`` the version of the original;
``resname`` is the place of a piece on its page. Tags are ``<g>`` and ``<x/>``, so that tools guard them. A piece whose
original cannot be written so stands as plain text (``datatype="x-verbatim"``), tags and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from . import inline
from .inline import Mark, NotInlineError
from .sheet import GENERATOR, Previous, Row, Sheet
from .tongues import bcp47

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERBATIM = "x-verbatim"
#: States of a target that say nobody answers for it yet (XLIFF 1.2, 2.4 state).
UNSURE = ("needs-review-translation", "needs-review-adaptation", "needs-review-l10n")
#: States that say it is not translated at all.
UNDONE = ("new", "needs-translation")

Content = list[str | Mark]
_IN_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def write(sheet: Sheet) -> bytes:
    """The file of a sheet, in UTF-8."""
    return ("\n".join(_document(sheet)) + "\n").encode("utf-8")


def _document(sheet: Sheet) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff version="1.2" xmlns="{NAMESPACE}">'
    attributes = {
        "original": sheet.translation,
        "datatype": "html",
        "source-language": bcp47(sheet.source_language),
        "target-language": bcp47(sheet.language),
        "product-name": sheet.municipality,
        "product-version": sheet.version,
        "date": _moment(sheet.made_at),
        "tool-id": GENERATOR,
    }
    yield f"<file{_attributes(attributes)}>"
    yield "<header>"
    yield f"<note>{_escape(sheet.page)}</note>"
    yield f"<tool{_attributes({'tool-id': GENERATOR, 'tool-name': GENERATOR})}/>"
    yield "</header>"
    yield "<body>"
    for number, row in enumerate(sheet.rows, start=1):
        yield from _unit(number, row, sheet)
    yield "</body>"
    yield "</file>"
    yield "</xliff>"


def _unit(number: int, row: Row, sheet: Sheet) -> Iterator[str]:
    source, target, remark = _contents(row)
    attributes = {"id": str(number), "resname": row.place, "xml:space": "preserve"}
    if inline.tidy(source) != row.source:
        attributes["datatype"] = VERBATIM
    attributes["approved"] = "no"
    yield f"<trans-unit{_attributes(attributes)}>"
    yield _element("source", {"xml:lang": bcp47(sheet.source_language)}, source)
    yield _element("target", {"xml:lang": bcp47(sheet.language), **_state(row, target)}, target)
    if row.previous:
        yield from _previous(row.previous, sheet)
    for comment in (*row.comments, *remark):
        yield f"<note>{_escape(comment)}</note>"
    yield "</trans-unit>"


def _contents(row: Row) -> tuple[Content, Content, tuple[str, ...]]:
    """The original, the translation, and a note where the translation so far cannot be written as one."""
    try:
        source = parsed_source(row.source)
    except NotInlineError:
        return [row.source], [row.text] if row.text else [], ()
    try:
        return source, inline.parse(row.text, source), ()
    except NotInlineError:
        return source, [], (_("The translation so far, which has to be mended: %(text)s") % {"text": row.text},)


def parsed_source(source: str) -> Content:
    """An original with its ids, each once.

    :raises NotInlineError: when it has to be written as plain text.
    """
    content = inline.parse(source)
    ids = [mark.id for mark in inline.marks(content)]
    if len(ids) != len(set(ids)):
        raise NotInlineError(source)
    return content


def _state(row: Row, target: Content) -> dict[str, str]:
    if not target:
        return {"state": UNDONE[1]}
    return {"state": UNSURE[0], "state-qualifier": "mt-suggestion"} if row.unsure else {"state": "translated"}


def _previous(previous: Previous, sheet: Sheet) -> Iterator[str]:
    """What stood here before the original changed, as tools show it beside the piece."""
    try:
        source = parsed_source(previous.source)
        target = inline.parse(previous.text, source)
    except NotInlineError:
        source, target = [previous.source], [previous.text]
    yield '<alt-trans alttranstype="previous-version">'
    yield _element("source", {"xml:lang": bcp47(sheet.source_language)}, source)
    yield _element("target", {"xml:lang": bcp47(sheet.language)}, target)
    yield "</alt-trans>"


def _element(name: str, attributes: dict[str, str], content: Content) -> str:
    return f"<{name}{_attributes(attributes)}>{_inner(content)}</{name}>"


def _inner(content: Iterable[str | Mark]) -> str:
    return "".join(_escape(part) if isinstance(part, str) else _mark(part) for part in content)


def _mark(mark: Mark) -> str:
    attributes = _attributes({"id": mark.id, "ctype": mark.kind})
    return f"<x{attributes}/>" if mark.is_empty else f"<g{attributes}>{_inner(mark.content)}</g>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{_escape(value, _IN_ATTRIBUTE)}"' for name, value in values.items())


def _escape(text: str, entities: dict[str, str] | None = None) -> str:
    """``\\r`` by its number: XML reads a bare one as ``\\n``. What XML has no sign for at all is left out."""
    return inline.without_control(escape(text, entities or {"\r": "&#13;"}))


def _moment(made_at: str) -> str:
    """``2026-05-02 09:30+0900`` → ``2026-05-02T09:30:00+09:00``."""
    day, _space, rest = made_at.partition(" ")
    return f"{day}T{rest[:5]}:00{rest[5:8]}:{rest[8:]}"
