"""The sheet of a translation: its pieces, with what helps whoever translates them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.glossary.terms import Glossary
from cms.translating.desk import marks, places
from cms.translating.earlier import Earlier, earlier_wordings
from cms.translating.exchange import po, xliff
from cms.translating.exchange.sheet import Previous, Row, Sheet, version_of
from cms.translating.pieces import Piece, pieces_of

#: How a sheet is written, by the ending of its file's name.
FORMATS = {"po": po.write, "xlf": xliff.write}


def export(wanted: Translation, ending: str) -> bytes:
    """The file of a translation."""
    return written(sheet_of(wanted), ending)


def written(sheet: Sheet, ending: str) -> bytes:
    """The file of a sheet. What is told in it is told in the language of the original, whoever downloads it: the same
    words make the same file.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return FORMATS[ending](sheet)


def sheet_of(wanted: Translation) -> Sheet:
    """All pieces, each once: wagtail-localize keeps one translation for the same words at the same place."""
    page = wanted.source.specific_content_type.model_class()
    with translation.override(settings.LANGUAGE_CODE):
        pieces = pieces_of(wanted)
        return Sheet(
            translation=str(wanted.uuid),
            municipality=connection.tenant.slug,
            page=wanted.source.object_repr,
            source_language=wanted.source.locale.language_code,
            language=wanted.target_locale.language_code,
            version=version(pieces),
            made_at=f"{timezone.localtime(wanted.source.last_updated_at):%Y-%m-%d %H:%M%z}",
            rows=rows_of(page, pieces, _helps(wanted, pieces)),
        )


def version(pieces: Iterable[Piece]) -> str:
    """That of the original which these pieces are of."""
    return version_of((piece.place, piece.source) for piece in pieces)


def limit_of(page: type[Page], place: str) -> int | None:
    """How many characters a field of the page has room for; None where nothing limits it."""
    try:
        return getattr(page._meta.get_field(place), "max_length", None)
    except FieldDoesNotExist:
        return None


@dataclass(frozen=True)
class Helps:
    """What is known in a language besides the pieces: earlier wordings, and terms."""

    earlier: Earlier
    glossary: Glossary


def _helps(wanted: Translation, pieces: list[Piece]) -> Helps:
    present = {piece.source for piece in pieces}
    return Helps(earlier_wordings(wanted, present), Glossary.of(wanted.target_locale.language_code))


def rows_of(page: type[Page], pieces: Iterable[Piece], helps: Helps) -> tuple[Row, ...]:
    """Pieces of a page of this type, with what is told of each."""
    once = {(piece.place, piece.source): piece for piece in reversed(list(pieces))}
    found = list(reversed(once.values()))
    names = places.names(page, found)
    return tuple(_row(piece, names, limit_of(page, piece.place), helps) for piece in found)


def _row(piece: Piece, names: dict[str, str], limit: int | None, helps: Helps) -> Row:
    known = helps.earlier.get(piece.place, {})
    before = None if piece.text else marks.likest(piece.source, list(known))
    comments = [*_comments(piece, names[places.field_of(piece)], limit), *_terms(piece, helps.glossary)]
    return Row(
        piece.place,
        piece.source,
        piece.text,
        unsure=piece.machine or bool(piece.faults),
        comments=tuple(comments),
        previous=Previous(before, known[before]) if before is not None else None,
    )


def _terms(piece: Piece, glossary: Glossary) -> Iterator[str]:
    for entry in glossary.terms_in(piece.source):
        told = {"term": entry.korean, "translation": " / ".join(entry.renderings)}
        yield _("Term: %(term)s → %(translation)s") % told


def _comments(piece: Piece, name: str, limit: int | None) -> Iterator[str]:
    yield _("Where: %(place)s") % {"place": name}
    if limit:
        yield _("At most %(number)d characters") % {"number": limit}
    if piece.machine:
        yield _("Translated by a machine; nobody has read it yet")
    for fault in piece.faults:
        yield _("To be mended: %(fault)s") % {"fault": fault}
