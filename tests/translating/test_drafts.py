"""Pieces: read in order, written with their author, nothing typed is lost; and what is written is a draft."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, TranslationLog
from wagtail_localize.operations import translate_object

from cms.translating.models import Review
from cms.translating.pieces import pieces_of, write
from tests.publication.papers import registration_number


def by_source(translation):
    return {piece.source: piece for piece in pieces_of(translation)}


def test_pieces_in_the_order_of_the_page_without_its_address(begun):
    pieces = pieces_of(begun.translation)
    assert [piece.source for piece in pieces if piece.place.startswith("body.")] == [
        "수수료는 <b>2,000원</b>입니다.",
        '<a id="a1">여권 누리집</a>에서 신청합니다.',
        "119",
    ]
    assert {piece.place for piece in pieces} >= {"title", "summary"}
    assert "slug" not in {piece.place for piece in pieces}
    assert [piece.source for piece in pieces if piece.done] == ["119"]


def test_each_piece_keeps_its_own_author(begun):
    title = by_source(begun.translation)["여권 안내"].number
    fee = by_source(begun.translation)["수수료는 <b>2,000원</b>입니다."].number
    written = write(
        begun.translation, {title: " Passports\r\n", fee: "Fee: <b>2,000 won</b>", 0: "?"}, begun.translator
    )
    assert (set(written.changed), written.unknown) == ({title, fee}, (0,))
    again = write(begun.translation, {title: "Passports", fee: "The fee is <b>2,000 won</b>."}, begun.colleague)
    assert (again.unchanged, again.changed) == ((title,), (fee,))
    found = by_source(begun.translation)
    assert (found["여권 안내"].text, found["여권 안내"].author) == ("Passports", begun.translator.pk)
    assert found["수수료는 <b>2,000원</b>입니다."].author == begun.colleague.pk
    assert write(begun.translation, {title: ""}, begun.translator).removed == (title,)
    assert by_source(begun.translation)["여권 안내"].text == ""
    assert PageLogEntry.objects.filter(page=begun.source.pk, action="translating.write").count() == 3


@pytest.mark.parametrize("text", ['<a id="a2">Site</a>', "<script>x</script>", '<b class="x">2,000</b>'])
def test_faulty_text_is_kept_and_never_used(begun, text):
    link = by_source(begun.translation)['<a id="a1">여권 누리집</a>에서 신청합니다.']
    written = write(begun.translation, {link.number: text}, begun.translator)
    assert written.faulty[link.number]
    kept = by_source(begun.translation)[link.source]
    assert (kept.text, kept.done) == (text, False)
    assert StringTranslation.objects.get(data=text).has_error
    mended = write(begun.translation, {link.number: 'Apply on <a id="a1">the site</a>.'}, begun.translator)
    assert (mended.faulty, by_source(begun.translation)[link.source].done) == ({}, True)


def test_a_machines_text_says_so_until_a_person_writes_it_anew(begun):
    title = by_source(begun.translation)["여권 안내"].number
    write(begun.translation, {title: "Pass ports"}, None, tool="LibreTranslate", machine=True)
    assert by_source(begun.translation)["여권 안내"].machine
    write(begun.translation, {title: "Passports"}, begun.translator)
    assert not by_source(begun.translation)["여권 안내"].machine


def test_who_may_not_translate_writes_nothing(begun):
    title = by_source(begun.translation)["여권 안내"].number
    for person in (begun.vietnamese, begun.editor, begun.outside):
        with pytest.raises(PermissionDenied):
            write(begun.translation, {title: "x"}, person)
    assert not StringTranslation.objects.exists()


def test_a_review_is_written_once(town):
    Review.objects.create(page_id=1, revision_number=1, title="t", language="en", fingerprint="f", reviewer_id=1)
    for change in (lambda rows: rows.update(page_id=2), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(Review.objects.all())


def row_of(page):
    """What the public reads, as the database has it."""
    return (
        type(page)
        .objects.filter(pk=page.pk)
        .values("title", "slug", "summary", "body", "live", "live_revision_id")
        .get()
    )


def test_submitting_publishes_nothing_although_the_original_is_public(town):
    translate_object(town.source, [town.english], user=town.manager)
    page = town.source.get_translation(town.english)
    assert (town.source.live, page.live, page.alias_of_id) == (True, False, None)


def test_a_draft_of_a_public_translation_changes_nothing_for_the_public(begun):
    begun.translation.save_target(publish=False)
    page = begun.source.get_translation(begun.english)
    type(page).objects.filter(pk=page.pk).update(live=True, title="Passports")
    before = row_of(page)
    title = by_source(begun.translation)["여권 안내"].number
    write(begun.translation, {title: "Passport office"}, begun.translator)
    begun.translation.save_target(user=begun.translator, publish=False)
    assert row_of(page) == before
    page.refresh_from_db()
    assert (page.has_unpublished_changes, page.latest_revision.as_object().title) == (True, "Passport office")


def test_an_alias_becomes_a_draft_and_shows_no_korean(begun):
    alias = begun.source.copy_for_translation(begun.english, alias=True)
    assert alias.live
    begun.translation.save_target(publish=False)
    page = Page.objects.get(pk=alias.pk)
    assert (page.live, page.alias_of_id) == (False, None)


def test_a_refused_publication_leaves_nothing_and_says_why(begun):
    begun.translation.save_target(publish=False)
    page = begun.source.get_translation(begun.english)
    title = by_source(begun.translation)["여권 안내"].number
    write(begun.translation, {title: f"Passport of {registration_number()}"}, begun.translator)
    before = (row_of(page), Revision.objects.count(), TranslationLog.objects.count())
    with pytest.raises(ValidationError):
        begun.translation.save_target(user=begun.manager, publish=True)
    assert (row_of(page), Revision.objects.count(), TranslationLog.objects.count()) == before
