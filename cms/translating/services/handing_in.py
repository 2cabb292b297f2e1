"""Handing in: the translation is whole, and another person reads it before it is published."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from cms.translating.managed import original_of, page_of, waiting_of
from cms.translating.models import TranslationReview
from cms.translating.pieces import Piece, pieces_of
from cms.translating.rights import may_translate
from cms.translating.services.workflow import ensure_reviews, review_workflow


class NotReady(ValidationError):  # noqa: N818 - what it is, not a slip of ours
    """A translation cannot be handed in. ``pieces``: those that are to be done or mended, by their number."""

    def __init__(self, sentences: list[str], pieces: dict[int, tuple[str, ...]]) -> None:
        self.pieces = pieces
        super().__init__(sentences, code="not_ready")


@transaction.atomic
def hand_in(translation: Translation, person: Any) -> TranslationReview:
    """Write the draft of the page and ask for its review (번역 감수).

    :raises PermissionDenied: for who may not translate this.
    :raises NotReady: with every piece that has no translation and every fault.
    :raises ValidationError: when it waits for its review already, or when the page is not valid with these words.
    """
    locked = Translation.objects.select_for_update(of=["self"]).select_related("source", "target_locale")
    translation = locked.get(pk=translation.pk)
    if not may_translate(person, translation):
        raise PermissionDenied(_("This translation is not yours to write."))
    if waiting_of(translation):
        raise ValidationError(_("This translation was handed in and waits for its review."), code="waiting")
    _require_whole(translation)
    translation.save_target(user=person, publish=False)
    page = page_of(translation)
    assert page is not None  # noqa: S101 - it was written just now
    return _start(page, person)


def _require_whole(translation: Translation) -> None:
    pieces = pieces_of(translation)
    undone = {piece.number: _why(piece) for piece in pieces if not piece.done}
    sentences = [sentence for piece in pieces if not piece.done for sentence in _sentences(piece)]
    original = original_of(translation)
    if original is None or not original.live:
        sentences.insert(0, _("The original is not public any more."))
    if sentences:
        raise NotReady(sentences, undone)


def _why(piece: Piece) -> tuple[str, ...]:
    return piece.faults or (_("This piece has no translation."),)


def _sentences(piece: Piece) -> list[str]:
    return [f"“{_shortly(piece.source)}”: {sentence}" for sentence in _why(piece)]


def _shortly(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _start(page: Page, person: Any) -> TranslationReview:
    """Start the workflow, or go on with the one in which changes were asked for. A workflow of another kind that is
    still open ends: it was about other words.
    """
    ensure_reviews()
    workflow = review_workflow()
    open_: WorkflowState | None = page.current_workflow_state
    if open_ and open_.status == open_.STATUS_NEEDS_CHANGES and open_.workflow_id == workflow.pk:
        open_.resume(user=person)
    else:
        if open_:
            open_.cancel(user=person)
        workflow.start(page, person)
    page = type(page).objects.get(pk=page.pk)
    state: TranslationReview = page.current_workflow_task_state
    return state
