"""The pieces of a translation: read in the order in which readers come upon them, written with their author.

A piece is a ``StringSegment`` of wagtail-localize; its translation a ``StringTranslation``. The address of the page
(``slug``) is no translator's work and left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.glossary.terms import Glossary
from cms.translating.comparing import faults_of, hints_of
from cms.translating.managed import waiting_of
from cms.translating.rights import may_translate

__all__ = ["Piece", "Written", "faults_of", "hints_of", "needs_translation", "pieces_of", "write"]

WRITTEN = "translating.write"
_HANGUL = re.compile("[가-힣]")
_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
_MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of an original and its translation so far.

    ``number`` is that of the StringSegment, ``place`` its path ("title", "body.<uuid>.paragraph"); both texts are HTML
    as wagtail-localize has it (<b>, <i>, <br/>, <a id="a1">). ``author`` is the account that wrote the translation.
    ``faults`` must be mended before it is handed in; ``hints`` are worth a look, the reviewer confirms them.
    """

    number: int
    place: str
    source: str
    text: str
    machine: bool
    faults: tuple[str, ...]
    hints: tuple[str, ...]
    author: int | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do here."""
        return not self.faults and (bool(self.text) or not needs_translation(self.source))


@dataclass(frozen=True, slots=True)
class Written:
    """What became of pieces that were written. Numbers of pieces; ``unknown`` are not of this original (any more).

    ``faulty`` were kept as they were typed, and must be mended; each with its sentences.
    """

    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    unchanged: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    faulty: Mapping[int, tuple[str, ...]] | None = None


def needs_translation(source: str) -> bool:
    """A piece without Hangul (119, a name in Latin letters, an address on the web) may stand as it is."""
    return bool(_HANGUL.search(source))


def pieces_of(translation: Translation) -> list[Piece]:
    """All pieces of a translation, in order. Two queries, and those of the glossary."""
    written = _written(translation)
    language = translation.target_locale.language_code
    glossary = Glossary.of(language)
    return [_piece(segment, written, language, glossary) for segment in _segments(translation)]


@transaction.atomic
def write(
    translation: Translation, texts: Mapping[int, str], person: Any, *, tool: str = "", machine: bool = False
) -> Written:
    """Write translations of pieces: all of them, also the faulty ones, so that nothing typed is lost; "" removes one.

    A text that is there already keeps its author. ``person`` is None for a machine that works by itself.

    :raises PermissionDenied: for a person who may not translate this.
    :raises ValidationError: while it waits for its review: what is approved is what was handed in.
    """
    locked = Translation.objects.select_for_update(of=["self"]).select_related("source", "target_locale")
    translation = locked.get(pk=translation.pk)
    if person is not None and not may_translate(person, translation):
        raise PermissionDenied(_("This translation is not yours to write."))
    if waiting_of(translation):
        raise ValidationError(_("This translation was handed in and waits for its review."), code="waiting")
    work = _Work(translation, person, tool, _MACHINE if machine else _MANUAL)
    for number, text in texts.items():
        work.take(number, text)
    return work.end()


class _Work:
    """One call of ``write``: what was there, and what becomes of each piece."""

    def __init__(self, translation: Translation, person: Any, tool: str, kind: str) -> None:
        self.translation, self.person, self.tool, self.kind = translation, person, tool, kind
        self.segments = {segment.pk: segment for segment in _segments(translation)}
        self.written = _written(translation)
        self.changed: list[int] = []
        self.removed: list[int] = []
        self.unchanged: list[int] = []
        self.unknown: list[int] = []
        self.faulty: dict[int, tuple[str, ...]] = {}

    def take(self, number: int, text: str) -> None:
        segment = self.segments.get(number)
        if segment is None:
            self.unknown.append(number)
            return
        text = _tidy(text)
        known = self.written.get((segment.string_id, segment.context_id))
        faults = faults_of(segment.string.data, text, self._language) if text else ()
        if faults:
            self.faulty[number] = faults
        if (known.data if known else "") == text and (not known or known.has_error == bool(faults)):
            self.unchanged.append(number)
        elif known and not text:
            known.delete()
            self.removed.append(number)
        else:
            self._keep(segment, known, text, faults)
            self.changed.append(number)

    def end(self) -> Written:
        if self.changed or self.removed:
            Translation.objects.filter(pk=self.translation.pk).update(translations_last_updated_at=timezone.now())
            self._log()
        return Written(
            tuple(self.changed), tuple(self.removed), tuple(self.unchanged), tuple(self.unknown), self.faulty
        )

    @property
    def _language(self) -> str:
        return self.translation.target_locale.language_code

    def _keep(
        self, segment: StringSegment, known: StringTranslation | None, text: str, faults: tuple[str, ...]
    ) -> None:
        row = known or StringTranslation(
            translation_of=segment.string, context=segment.context, locale=self.translation.target_locale
        )
        if not known or known.data != text:
            row.translation_type, row.tool_name, row.last_translated_by = self.kind, self.tool, self.person
        row.data, row.has_error, row.field_error = text, bool(faults), " ".join(faults)
        row.save()

    def _log(self) -> None:
        """Which pieces were written stands in the history of the original."""
        page = Page.objects.filter(
            translation_key=self.translation.source.object_id, locale_id=self.translation.source.locale_id
        ).first()
        if page is None:
            return
        data = {
            "language": self._language,
            "changed": len(self.changed),
            "removed": len(self.removed),
            "machine": self.kind == _MACHINE,
            "tool": self.tool,
        }
        log(instance=page, action=WRITTEN, user=self.person, data=data)


def _segments(translation: Translation) -> QuerySet[StringSegment]:
    segments = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path="slug")
    return segments.select_related("string", "context").order_by("order", "pk")


def _written(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    """Translations by string and context; also of pieces that the original no longer has."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    return {(row.translation_of_id, row.context_id): row for row in rows.select_related("context", "translation_of")}


def _piece(
    segment: StringSegment,
    written: dict[tuple[int, int], StringTranslation],
    language: str,
    glossary: Glossary,
) -> Piece:
    row = written.get((segment.string_id, segment.context_id))
    source, text = segment.string.data, row.data if row else ""
    faults = faults_of(source, text, language) if text else ()
    if row is not None and row.has_error and not faults:
        faults = (row.get_error() or _("This piece could not be used. Please look at it again."),)
    return Piece(
        segment.pk,
        segment.context.path,
        source,
        text,
        row is not None and row.translation_type == _MACHINE,
        faults,
        hints_of(source, text, language, glossary) if text else (),
        row.last_translated_by_id if row else None,
    )


def _tidy(text: str) -> str:
    """Without blanks around it and with one kind of line's end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
