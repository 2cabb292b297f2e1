"""Has a page translated by the municipality's service: the pieces that nobody has translated yet, and those alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.machine.asking import Answer, translate_texts
from cms.machine.budget import About, Busy, Exhausted
from cms.machine.models import MachineSetting, Service
from cms.ordinance.masking import mask

TRANSLATED = "machine.translate"
MOST = 10  # sentences of pieces that were refused
_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pieces ``done`` and ``left``, characters that the service took, and every reason why something is left."""

    done: int
    left: int
    characters: int
    refused: tuple[str, ...]


def translate(translation: Translation, person: Any) -> Outcome:
    """Ask the service for every piece without a translation and keep what comes back, marked as a machine's.

    Whether the person may is the caller's to know. Nothing becomes public by it. What was written is kept in one
    transaction with its log entry; what somebody has typed meanwhile stays.
    """
    setting, language = MachineSetting.current(), translation.target_locale.language_code
    pieces = _untranslated(translation)
    original = translation.source.get_source_instance()
    if reasons := tuple(_against(setting, language, translation, original)):
        return Outcome(0, len(pieces), 0, reasons)
    public = _public_texts(original)
    drafts = [piece for piece in pieces if piece.string.data not in public]
    texts = [piece.string.data for piece in pieces if piece.string.data in public]
    about = About(language, translation.pk, getattr(original, "pk", None), str(original), person)
    try:
        answer = translate_texts(setting, texts, about)
    except (Exhausted, Busy) as refused:
        return Outcome(0, len(pieces), 0, (str(refused), *_of_drafts(drafts)))
    done = _keep(translation, pieces, answer, person, setting, original)
    reasons = (*([answer.failure] if answer.failure else []), *_of_drafts(drafts), *_of_pieces(answer))
    return Outcome(done, len(pieces) - done, answer.characters, reasons)


def may_be_asked(translation: Translation) -> bool:
    """Whether the municipality's service translates into the language: whether to show a button."""
    return MachineSetting.current().translates_into(translation.target_locale.language_code)


def _untranslated(translation: Translation) -> list[StringSegment]:
    """Pieces with Korean in them that have no translation, in order; the page's address is left out."""
    known = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=translation.target_locale
    )
    pieces = StringSegment.objects.filter(~Exists(known), source=translation.source, string__data__regex="[가-힣]")
    pieces = pieces.exclude(context__path="slug").select_related("string")
    return list(pieces.order_by("order", "pk"))


def _against(setting: MachineSetting, language: str, translation: Translation, original: Any) -> Iterator[str]:
    name = dict(settings.LANGUAGES).get(language, language)
    if not setting.service:
        yield _("No translation service is switched on.")
    elif not setting.translates_into(language):
        yield _("The translation service is not switched on for %(language)s.") % {"language": name}
    if translation.source.locale.language_code != settings.LANGUAGE_CODE:
        yield _("Only Korean originals are translated.")
    if not getattr(original, "live", True):
        yield _("The original is not public. Drafts are not sent to another service.")
    elif isinstance(original, Page) and original.get_view_restrictions():
        yield _("The original is not open to everybody. It is not sent to another service.")


def _public_texts(original: Any) -> set[str]:
    """Words that readers have now: the last synchronisation may have been one of a draft."""
    return {value.string.data for value in extract_segments(original) if isinstance(value, StringSegmentValue)}


def _keep(
    translation: Translation,
    pieces: list[StringSegment],
    answer: Answer,
    person: Any,
    setting: MachineSetting,
    original: Any,
) -> int:
    tool = Service(setting.service).label
    written = 0
    with transaction.atomic():
        for piece in pieces:
            if (text := answer.done.get(piece.string.data)) is None:
                continue
            _row, made = StringTranslation.objects.get_or_create(
                translation_of_id=piece.string_id,
                context_id=piece.context_id,
                locale=translation.target_locale,
                defaults={
                    "data": text,
                    "translation_type": _MACHINE,
                    "tool_name": tool,
                    "last_translated_by": person,
                    "has_error": False,
                    "field_error": "",
                },
            )
            written += made
        if written:
            data = {
                "language": translation.target_locale.language_code,
                "service": tool,
                "pieces": written,
                "characters": answer.characters,
            }
            log(instance=original, action=TRANSLATED, user=person, data=data)
    return written


def _of_drafts(drafts: list[StringSegment]) -> Iterator[str]:
    if drafts:
        sentence = ngettext(
            "%(count)d piece is not in the public version of the original and was not sent. Bring the texts up to date "
            "with the original first.",
            "%(count)d pieces are not in the public version of the original and were not sent. Bring the texts up to "
            "date with the original first.",
            len(drafts),
        )
        yield sentence % {"count": len(drafts)}


def _of_pieces(answer: Answer) -> Iterator[str]:
    for text, reason in list(answer.refused.items())[:MOST]:
        shown = Truncator(mask(unescape(strip_tags(text)))).chars(30)
        yield _("“%(text)s”: %(reason)s") % {"text": shown, "reason": reason}
    if (more := len(answer.refused) - MOST) > 0:
        yield ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
