"""Below every view: words of a translation become public only after another person than their authors has read them.

Asked wherever a page is saved public with other content than the public knows: wagtail-localize's editor and its
synchronisation, an approval, bulk actions, the schedule, a shell.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from django.contrib.auth import get_user_model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.languages.models import TranslatedPage
from cms.languages.services.making import Reviewed, reviews_kept_by
from cms.languages.sources import is_source
from cms.languages.texts import segments_of
from cms.machine.policy import unreviewed_allowed
from cms.ordinance.translation import Segment, fingerprint
from cms.publication.checks import Publication, publication_check
from cms.publication.reasons import Reason
from cms.translating.models import Review
from cms.translating.pieces import pieces_of

#: Letters that a piece needs to be told from a name that anybody would write the same way.
_TELLING = 20


@reviews_kept_by
def review_of(page_id: int, words: str) -> Reviewed:
    """When somebody read these words of a page, and who, as long as the account is there; the latest time."""
    review = Review.objects.filter(page_id=page_id, fingerprint=words).first()
    if review is None:
        return None, None
    known = get_user_model().objects.filter(pk=review.reviewer_id).exists()
    return review.at, review.reviewer_id if known else None


@publication_check("translation_review")
def reviewed_translation(publication: Publication) -> Iterator[Reason]:
    """A translation in the hands of wagtail-localize says what was reviewed, or what the public reads already.

    A page that left its hands (its translation was stopped) is a page written by hand, except for a machine's words.
    """
    page = publication.page
    if page.alias_of_id or is_source(page):
        return
    translation = _translation_of(page)
    if translation is None:
        return
    segments = segments_of(page)
    if _is_known(page, fingerprint(segments)):
        return
    if translation.enabled and not _may_go_out_unreviewed(translation, segments):
        yield Reason(
            _("Nobody has reviewed these words. Hand the translation in; another person reads and publishes it.")
        )
    elif not translation.enabled and _has_machine_words(translation, segments) and not unreviewed_allowed():
        yield Reason(_("A machine wrote words of this page that nobody has reviewed. Submit it for review."))


def _translation_of(page: Page) -> Translation | None:
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return found.select_related("source", "target_locale").first()


def _is_known(page: Page, words: str) -> bool:
    """Reviewed, or public before: publishing the same words again says nothing new."""
    if page.pk is None:
        return False
    reviewed = Review.objects.filter(page_id=page.pk, fingerprint=words)
    return reviewed.exists() or TranslatedPage.objects.filter(page_id=page.pk, fingerprint=words).exists()


def _may_go_out_unreviewed(translation: Translation, segments: tuple[Segment, ...]) -> bool:
    """Words of a machine alone, whole, where the municipality allows that; readers see the label."""
    if not unreviewed_allowed():
        return False
    pieces = pieces_of(translation)
    if not all(piece.done and (piece.machine or not piece.text) for piece in pieces):
        return False
    made = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return fingerprint(segments_of(made)) == fingerprint(segments)


def _has_machine_words(translation: Translation, segments: tuple[Segment, ...]) -> bool:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    said = " ".join(_plain(text) for _place, text in segments)
    machine = (_plain(text) for text in rows.values_list("data", flat=True))
    return any(len(words) >= _TELLING and words in said for words in machine)


def _plain(text: str) -> str:
    return " ".join(unescape(strip_tags(text)).split())
