"""Which page a translation is of, and who wrote its words."""

from __future__ import annotations

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.languages.sources import is_source
from cms.translating.models import TranslationReview


def translation_of(page: Page, *, enabled: bool = True) -> Translation | None:
    """What wagtail-localize keeps of this page as a translation; None for originals and for pages written by hand."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=enabled
    ).select_related("source", "target_locale")
    return None if is_source(page) else found.first()


def original_of(translation: Translation) -> Page | None:
    """The original, None where it was deleted."""
    key = {"translation_key": translation.source.object_id, "locale_id": translation.source.locale_id}
    found = Page.objects.filter(**key).first()
    return found.specific if found else None


def page_of(translation: Translation) -> Page | None:
    """The page in the other language; None where there is none yet, or where an alias stands in its place."""
    key = {"translation_key": translation.source.object_id, "locale_id": translation.target_locale_id}
    found = Page.objects.filter(**key, alias_of=None).first()
    return found.specific if found else None


def authors_of(translation: Translation) -> set[int]:
    """The accounts that wrote a piece of it, or put another picture or address into its place; those of pieces that the
    original no longer has left out.
    """
    source, locale = translation.source, translation.target_locale_id
    written = source.stringsegment_set.get_translations(locale).values_list("last_translated_by_id", flat=True)
    placed = source.overridablesegment_set.get_overrides(locale).values_list("last_translated_by_id", flat=True)
    return {*written, *placed} - {None}


def machine_pieces(translation: Translation) -> int:
    """How many pieces are a machine's words."""
    pieces = StringSegment.objects.filter(source_id=translation.source_id).exclude(context__path="slug")
    rows = pieces.get_translations(translation.target_locale_id)
    return rows.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).count()


def waiting_of(translation: Translation) -> TranslationReview | None:
    """The review that a translation waits for."""
    page = page_of(translation)
    state = page.current_workflow_task_state if page else None
    return state if isinstance(state, TranslationReview) and state.status == state.STATUS_IN_PROGRESS else None
