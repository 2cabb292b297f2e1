"""Reviewing (감수): reading a version against its original, approving it or giving it back with words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages.services import making
from cms.languages.sources import source_of
from cms.languages.texts import segments_of
from cms.ordinance.translation import fingerprint
from cms.pages.models import PageRecord
from cms.publication import acting
from cms.publication.reasons import PublicationRefused, Reason
from cms.translating.managed import authors_of, machine_pieces, translation_of
from cms.translating.models import Review, TranslationReview
from cms.translating.pieces import pieces_of


@dataclass(frozen=True)
class Facts:
    """What a review has to know of the version that was handed in."""

    locale: int
    department: int | None
    authors: frozenset[int]
    machine_pieces: int


def facts_of(state: TranslationReview, person: Any) -> Facts:
    """Who wrote the version, who answers for its original (for a page of its own: for the page)."""
    page = state.revision.as_object()
    translation = translation_of(page)
    wrote = authors_of(translation) if translation else _editors_of(page)
    submitted = {state.workflow_state.requested_by_id, state.revision.user_id, person.pk if person else None}
    answering = source_of(page) or page
    return Facts(
        page.locale_id,
        PageRecord.objects.filter(page_id=answering.pk).values_list("department_id", flat=True).first(),
        frozenset(number for number in wrote | submitted if number is not None),
        machine_pieces(translation) if translation else 0,
    )


def _editors_of(page: Page) -> set[int | None]:
    """Who saved a version of a page written by hand since it was published last."""
    versions = page.revisions.all()
    if page.live_revision_id:
        versions = versions.filter(pk__gt=page.live_revision_id)
    return set(versions.order_by().values_list("user_id", flat=True))


def findings_of(translation: Translation | None) -> list[dict[str, str]]:
    """The hints that remain, piece by piece: figures and terms that the reviewer has to look at and confirm."""
    if translation is None:
        return []
    return [
        {"place": piece.place, "source": piece.source, "text": piece.text, "hint": hint}
        for piece in pieces_of(translation)
        for hint in piece.hints
    ]


def approve(state: TranslationReview, person: Any, *, confirmed: bool = False, comment: str = "") -> None:
    """Approve what waits, which publishes it.

    :raises PermissionDenied: for an author, and for who may not review this language.
    :raises ValidationError: with all reasons: hints that were not confirmed, what any publication is refused for.
    """
    state.task.specific.on_action(state, person, "approve", comment=comment, confirmed=confirmed)


def return_(state: TranslationReview, person: Any, *, comment: str) -> None:
    """Give it back to its translators, in words.

    :raises PermissionDenied: as approving.
    :raises ValidationError: without words.
    """
    if not comment.strip():
        raise ValidationError(_("Please say what should change."), code="comment")
    state.task.specific.on_action(state, person, "reject", comment=comment.strip())


@transaction.atomic
def keep_review(state: TranslationReview, person: Any, *, comment: str, confirmed: bool) -> Review:
    """Write down what was read, before it is published: the publication asks for it.

    :raises PermissionDenied: when pieces were changed after the version was handed in.
    :raises PublicationRefused: when hints remain that were not confirmed.
    """
    page = state.revision.as_object()
    translation = translation_of(page)
    if translation is not None and _changed_since(translation, state):
        raise PermissionDenied(_("The translation was changed after it was handed in. It must be handed in again."))
    findings = findings_of(translation)
    if findings and not confirmed:
        raise _refused(page, len(findings))
    review = Review.objects.create(
        page_id=page.pk,
        revision_number=state.revision_id,
        title=page.title,
        language=page.locale.language_code,
        fingerprint=fingerprint(segments_of(page)),
        reviewer_id=person.pk,
        reviewer_name=str(person),
        submitted_by_id=state.workflow_state.requested_by_id,
        authors=state.authors,
        machine_pieces=state.machine_pieces,
        findings=findings,
        comment=comment,
    )
    if source := source_of(page):
        making.note_review(source, page)
    return review


def _changed_since(translation: Translation, state: TranslationReview) -> bool:
    """A piece that was written, or taken away, after the version was handed in."""
    latest = translation.translations_last_updated_at
    if latest is not None and latest > state.started_at:
        return True
    rows = translation.source.stringsegment_set.get_translations(translation.target_locale_id)
    return rows.filter(updated_at__gt=state.started_at).exists()


def _refused(page: Page, number: int) -> PublicationRefused:
    sentence = ngettext(
        "%(count)d hint on figures or terms remains. Look at it on the screen of the review and confirm it there.",
        "%(count)d hints on figures or terms remain. Look at them on the screen of the review and confirm them there.",
        number,
    )
    refused = PublicationRefused(page, [Reason(sentence % {"count": number})])
    acting.present().refusals.append(refused)
    return refused
