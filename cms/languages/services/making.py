"""Translations that are begun, written by wagtail-localize, published by hand, reviewed, withdrawn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource

from cms.languages.models import Act, MadeFrom, SourceText, TranslatedPage
from cms.languages.services.reckoning import Ledger, compare, department_of
from cms.languages.texts import keep_text, segments_of, source_text
from cms.ordinance.translation import classify, fingerprint, lacking
from cms.pages.models import Declaration

_HANGUL = re.compile("[가-힣]")
#: When the words of a page were reviewed and by which account; Nones for words that nobody has.
Reviewed = tuple[dt.datetime | None, int | None]
_review_books: list[Callable[[int, str], Reviewed]] = []


def reviews_kept_by(ask: Callable[[int, str], Reviewed]) -> Callable[[int, str], Reviewed]:
    """Sign up a room that keeps reviews: asked by page and fingerprint of its words when a translation is public."""
    _review_books.append(ask)
    return ask


def row_of(source: Page, language: str) -> TranslatedPage:
    """The row, locked; made where there is none yet. Within a transaction."""
    TranslatedPage.objects.bulk_create(
        [TranslatedPage(source_id=source.pk, language=language, department_id=department_of(source))],
        ignore_conflicts=True,
    )
    return _locked().get(source_id=source.pk, language=language)


def _locked() -> QuerySet[TranslatedPage]:
    rows = TranslatedPage.objects.select_for_update(of=["self"])
    return rows.select_related("source", "page", "department", "made_from", "present")


def begin(source: Page, language: str) -> None:
    """Somebody has submitted the original for translation; nothing is public by that."""
    with transaction.atomic():
        row = row_of(source, language)
        if row.begun:
            return
        row.begun = True
        ledger = Ledger(row)
        ledger.save()
        ledger.enter(Act.BEGUN)


def note_made(log: TranslationLog) -> None:
    """wagtail-localize has written a version, a draft as yet: made from the text of its last synchronisation."""
    original = log.source.as_instance()
    text = _synchronised(log.source, original)
    pieces = StringSegment.objects.filter(source=log.source)
    MadeFrom.objects.update_or_create(
        revision_number=log.revision_id,
        defaults={
            "text": text,
            "untranslated": _untranslated(pieces, log.locale),
            "machine": _by_machine(pieces, log.locale),
        },
    )


def published(page: Page, source: Page) -> None:
    """A page in another language is public: from which version of the original was it made?"""
    with transaction.atomic():
        row = row_of(source, page.locale.language_code)
        first = not row.public or row.page_id != page.pk
        row.page, row.begun, row.public = page, True, True
        own = segments_of(page)
        before, row.fingerprint = row.fingerprint, fingerprint(own)
        edited = before != row.fingerprint
        made = MadeFrom.objects.select_related("text").filter(revision_number=page.live_revision_id).first()
        ledger = Ledger(row)
        if made is not None:
            _take_over(ledger, made, edited)
        elif row.made_from is None:
            _first_seen(ledger, source, page)
        elif edited and _is_by_hand(source, page) and not _is_minor(page):
            _by_hand(ledger, source, page, own)
        if row.present is None:
            row.present = source_text(source) if source.live else row.made_from
        compare(row, ledger.at)
        if first:
            ledger.enter(Act.PUBLISHED, revision_number=page.live_revision_id)
        ledger.save()


def withdraw(page: Page, *, gone: bool = False) -> None:
    """A translation that readers cannot open any more: unpublished, deleted, or a copy of the original again. A draft
    that never was public is not known by its page; deleted, it is begun no more.
    """
    rows = Q(page_id=page.pk)
    if gone and page.alias_of_id is None:
        draft = Q(source__translation_key=page.translation_key, language=page.locale.language_code)
        rows |= Q(page=None, begun=True) & draft
    for pk in TranslatedPage.objects.filter(rows).values_list("pk", flat=True):
        withdraw_row(pk, begun=page.alias_of_id is None, gone=gone)


@transaction.atomic
def withdraw_row(pk: int, *, begun: bool, gone: bool = False) -> None:
    """The same by its row. ``begun``: a draft is left; ``gone``: nothing is, and a page that comes anew is a new
    translation.
    """
    row = _locked().get(pk=pk)
    if not row.public and not gone:
        return
    was_public, row.public, row.begun = row.public, False, begun and not gone
    ledger = Ledger(row)
    ledger.was_behind = False  # it has not caught up, it is away
    compare(row, ledger.at)
    if was_public:
        ledger.enter(Act.WITHDRAWN)
    if gone:
        row.page = row.made_from = row.made_revision = None
    ledger.save()


def note_review(source: Page, page: Page) -> None:
    """Somebody else than its authors has read a version of a translation (감수), which is published next."""
    with transaction.atomic():
        row = row_of(source, page.locale.language_code)
        ledger = Ledger(row)
        row.begun = True
        ledger.save()
        ledger.enter(Act.REVIEWED)


@transaction.atomic
def review(row: TranslatedPage, person: Any) -> None:
    """A person has read a machine's translation against the original (감수). Done once, it stays done until the machine
    translates again.
    """
    row = row_of(row.source, row.language)
    if row.machine and row.reviewed_at is None:
        row.reviewed_at, row.reviewed_by = timezone.now(), person
        ledger = Ledger(row)
        ledger.save()
        ledger.enter(Act.REVIEWED)


@transaction.atomic
def set_own_text(row: TranslatedPage, own_text: bool) -> None:
    """The page is written for its readers and follows no original, or does so again from the present version on."""
    row = row_of(row.source, row.language)
    if row.own_text == own_text:
        return
    row.own_text = own_text
    row.made_from = row.present
    ledger = Ledger(row)
    compare(row, ledger.at)
    ledger.enter(Act.OWN_TEXT if own_text else Act.TRANSLATED)
    ledger.save()


def _synchronised(source: TranslationSource, original: Page) -> SourceText:
    """What the original said at the last synchronisation, with the day on which that was published."""
    days = (source.last_updated_at, source.get_source_instance().last_published_at)
    return keep_text(original, segments_of(original), min(day for day in days if day))


def _untranslated(pieces: Any, locale: Locale) -> int:
    """Pieces in Korean that have no translation: wagtail-localize puts the original's words. 119 needs none."""
    translations = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale, has_error=False
    )
    lacking_ = pieces.filter(~Exists(translations)).exclude(context__path="slug")
    return sum(1 for text in lacking_.values_list("string__data", flat=True) if _HANGUL.search(text))


def _by_machine(pieces: Any, locale: Locale) -> bool:
    machine = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return pieces.filter(Exists(machine)).exists()


def _take_over(ledger: Ledger, made: MadeFrom, edited: bool) -> None:
    """A version of wagtail-localize's counts once; an earlier one again when it is brought back with other words."""
    row, number = ledger.row, made.revision_number
    if row.made_revision is not None and (number == row.made_revision or (number < row.made_revision and not edited)):
        return
    row.own_text, row.machine, row.made_revision = False, made.machine, number
    row.reviewed_at, row.reviewed_by_id = _reviewed(row)
    _made(ledger, made.text, number, made.untranslated)
    if made.machine:
        ledger.enter(Act.MACHINE, revision_number=number)


def _reviewed(row: TranslatedPage) -> Reviewed:
    """Whether a person has read these very words before, for the rooms that keep reviews."""
    number = row.page_id
    found = [ask(number, row.fingerprint) for ask in _review_books] if number else []
    return next((each for each in found if each[0]), (None, None))


def _first_seen(ledger: Ledger, source: Page, page: Page) -> None:
    """Begun before anybody kept book, copied or brought along: made from what wagtail-localize had last, else from
    what the original says.
    """
    known = TranslationSource.objects.filter(
        object_id=source.translation_key, locale_id=source.locale_id, translations__target_locale_id=page.locale_id
    ).first()
    text = _synchronised(known, known.as_instance()) if known else source_text(source)
    ledger.row.own_text = known is None and getattr(page, "written_for_its_language", False)
    _made(ledger, text, page.live_revision_id)


def _by_hand(ledger: Ledger, source: Page, page: Page, own: Any) -> None:
    """A translator has changed the words: they are those of the original as it is now, unless its new figures lack."""
    text = source_text(source)
    if ledger.row.made_from and lacking(classify(ledger.row.made_from.segments, text.segments), own):
        return
    _made(ledger, text, page.live_revision_id)


def _made(ledger: Ledger, text: SourceText, revision_number: int | None, untranslated: int = 0) -> None:
    row = ledger.row
    row.made_from, row.made_at, row.untranslated = text, ledger.at, untranslated
    compare(row, ledger.at)
    ledger.enter(Act.TRANSLATED, text_digest=text.digest, revision_number=revision_number)


def _is_by_hand(source: Page, page: Page) -> bool:
    """Not in the hands of wagtail-localize: its pages are saved for other reasons than a translator's work, too."""
    return not Translation.objects.filter(
        source__object_id=source.translation_key, target_locale_id=page.locale_id, enabled=True
    ).exists()


def _is_minor(page: Page) -> bool:
    """The editor said that it was a minor edit."""
    return Declaration.objects.filter(revision_id=page.live_revision_id, kind=Declaration.Kind.MINOR).exists()
