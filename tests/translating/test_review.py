"""Review: another person than every author reads the words before they are public, on whatever path."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, WorkflowPage, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from cms.glossary.models import Term
from cms.languages.models import TranslatedPage, TranslationEvent
from cms.machine.models import MachineSetting
from cms.publication.reasons import PublicationRefused
from cms.publication.scheduled import publish_scheduled
from cms.translating.models import Review, TranslationReview
from cms.translating.onboarding import mend
from cms.translating.pieces import pieces_of, write
from cms.translating.services import reviewing
from cms.translating.services.handing_in import NotReady, hand_in
from cms.translating.services.workflow import WORKFLOW_NAME
from tests.factories.pages import InformationPageFactory

FEE = "수수료는 <b>2,000원</b>입니다."
TEXTS = {
    "여권 안내": "Passports",
    "한 줄 요약입니다.": "In one line.",
    "시험 담당": "Test office",
    FEE: "The fee is <b>2,000 won</b>.",
    '<a id="a1">여권 누리집</a>에서 신청합니다.': 'Apply on <a id="a1">the passport site</a>.',
}


def translate(translation, person, texts=TEXTS, **more) -> None:
    numbers = {piece.source: piece.number for piece in pieces_of(translation)}
    write(translation, {numbers[source]: text for source, text in texts.items()}, person, **more)


@pytest.fixture
def waiting(begun):
    """Translated by one person, handed in by her."""
    translate(begun.translation, begun.translator)
    begun.state = hand_in(begun.translation, begun.translator)
    begun.page = begun.source.get_translation(begun.english)
    return begun


def public(page) -> Page:
    return type(page).objects.get(pk=page.pk)


def test_handing_in_names_everything_that_lacks(begun):
    numbers = {piece.source: piece.number for piece in pieces_of(begun.translation)}
    write(begun.translation, {numbers["여권 안내"]: "<u>Passports</u>"}, begun.translator)
    with pytest.raises(NotReady) as refused:
        hand_in(begun.translation, begun.translator)
    assert set(refused.value.pieces) == {number for source, number in numbers.items() if source != "119"}
    assert not WorkflowState.objects.exists()
    with pytest.raises(PermissionDenied):
        hand_in(begun.translation, begun.vietnamese)


def test_another_person_reads_it_and_that_publishes_it(waiting):
    assert (waiting.page.live, waiting.state.authors) == (False, [waiting.translator.pk])
    reviewing.approve(waiting.state, waiting.colleague, comment="Well done")
    page = public(waiting.page)
    assert (page.live, page.title) == (True, "Passports")
    review = Review.objects.get()
    assert (review.reviewer_id, review.authors) == (waiting.colleague.pk, [waiting.translator.pk])
    assert (review.revision_number, review.language) == (page.live_revision_id, "en")
    row = TranslatedPage.objects.get(source=waiting.source)
    assert (row.state, row.reviewed_by_id) == ("current", waiting.colleague.pk)
    acts = list(TranslationEvent.objects.filter(source_id=waiting.source.pk).values_list("act", flat=True))
    assert acts == ["begun", "reviewed", "translated", "published"]


@pytest.mark.parametrize("person", ["translator", "vietnamese", "editor", "outside"])
def test_neither_an_author_nor_a_stranger_decides(waiting, person):
    user = getattr(waiting, person)
    assert not TranslationReview.objects.awaiting(user).exists()
    assert waiting.page.current_workflow_task.get_actions(waiting.page, user) == []
    for act in (waiting.state.approve, waiting.state.reject):
        with pytest.raises(PermissionDenied):
            act(user=user)
    with pytest.raises(PermissionDenied):
        reviewing.approve(waiting.state, user, confirmed=True)
    assert not Review.objects.exists()


def test_of_two_who_decide_at_once_one_does(waiting):
    other = TranslationReview.objects.get(pk=waiting.state.pk)
    reviewing.approve(waiting.state, waiting.colleague)
    for act in (other.approve, other.reject):
        with pytest.raises(PermissionDenied):
            act(user=waiting.head)
    assert Review.objects.count() == 1


@pytest.mark.parametrize("person", ["colleague", "head", "manager"])
def test_who_reviews(waiting, person):
    user = getattr(waiting, person)
    assert waiting.state in TranslationReview.objects.awaiting(user)
    reviewing.approve(waiting.state, user)
    assert public(waiting.page).live


def test_who_handed_in_or_wrote_one_piece_only_does_not_review(begun):
    translate(begun.translation, begun.translator)
    translate(begun.translation, begun.colleague, {"여권 안내": "Passport office"})
    state = hand_in(begun.translation, begun.manager)
    for person in (begun.translator, begun.colleague, begun.manager):
        assert not state.can_be_decided_by(person)
    assert state.can_be_decided_by(begun.head)


def test_while_it_waits_nobody_writes(waiting):
    with pytest.raises(ValidationError):
        translate(waiting.translation, waiting.colleague, {"여권 안내": "Something else"})
    with pytest.raises(ValidationError):
        hand_in(waiting.translation, waiting.translator)
    StringTranslation.objects.filter(data="Passports").first().save()  # by wagtail-localize's own editor
    StringTranslation.objects.filter(data="Passports").update(updated_at=timezone.now())
    with pytest.raises(PermissionDenied):
        reviewing.approve(waiting.state, waiting.colleague)
    assert not Review.objects.exists()


def test_given_back_with_words_and_handed_in_again(waiting):
    with pytest.raises(ValidationError):
        reviewing.return_(waiting.state, waiting.head, comment="  ")
    reviewing.return_(waiting.state, waiting.head, comment="The fee is not right")
    translate(waiting.translation, waiting.colleague, {"여권 안내": "Passport office"})
    state = hand_in(waiting.translation, waiting.colleague)
    assert state.workflow_state_id == waiting.state.workflow_state_id
    assert set(state.authors) == {waiting.translator.pk, waiting.colleague.pk}
    reviewing.approve(state, waiting.head)
    assert public(waiting.page).title == "Passport office"


def by_localize(it) -> None:
    it.translation.save_target(user=it.manager, publish=True)


def by_localize_without_a_person(it) -> None:
    it.translation.save_target(publish=True)


def by_a_shell(it) -> None:
    it.page.latest_revision.publish()


def by_saving(it) -> None:
    page = it.page.latest_revision.as_object()
    page.live = True
    page.save(clean=False)


DOORS = ["download_pofile", "upload_pofile", "machine_translate", "preview_translation", "stop_translation"]
WAYS = [by_localize, by_localize_without_a_person, by_a_shell, by_saving]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_past_the_review(waiting, way):
    with pytest.raises(PublicationRefused), transaction.atomic():
        way(waiting)
    assert not public(waiting.page).live


def test_nor_does_the_schedule_nor_a_bulk_action_nor_the_editor(waiting, client_for):
    Revision.objects.filter(pk=waiting.page.latest_revision_id).update(approved_go_live_at=timezone.now())
    assert publish_scheduled()["refused"] == 1
    reviewing.return_(waiting.state, waiting.head, comment="Not yet")
    desk = client_for(waiting.municipality).login_as(waiting.manager)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.post(f"{bulk}?id={waiting.page.pk}&next=/admin/", {"include_descendants": ""})
    desk.post(reverse("wagtailadmin_pages:edit", args=[waiting.page.pk]), {"action": "publish"})
    sync = reverse("wagtail_localize:update_translations", args=[waiting.translation.source_id])
    desk.post(sync, {"publish_translations": "on"})
    assert not public(waiting.page).live


def test_words_that_were_reviewed_may_be_published_again(waiting):
    reviewing.approve(waiting.state, waiting.colleague)
    page = public(waiting.page)
    page.unpublish()
    waiting.translation.save_target(publish=True)
    assert public(page).live
    page = public(page)
    page.move(waiting.english_home, pos="first-child")
    page = public(page)
    page.show_in_menus = not page.show_in_menus
    page.save_revision().publish()
    translate(waiting.translation, waiting.translator, {"여권 안내": "Passports, 3 days"})
    with pytest.raises(PublicationRefused):
        by_localize(waiting)
    assert public(page).title == "Passports"


def test_what_was_public_before_stays_so(begun):
    """A page of before there were reviews: the same words with another department are no new words."""
    translate(begun.translation, begun.translator)
    Translation.objects.update(enabled=False)
    begun.translation.save_target(publish=True)
    Translation.objects.update(enabled=True)
    page = begun.source.get_translation(begun.english)
    assert page.live
    page.department = begun.english_home.department
    page.show_in_menus = not page.show_in_menus
    page.save()
    page.title = "Passports, new"
    with pytest.raises(PublicationRefused):
        page.save()


def test_a_machines_words_are_not_published_by_stopping_the_translation(begun):
    translate(begun.translation, None, tool="LibreTranslate", machine=True)
    begun.translation.save_target(publish=False)
    Translation.objects.update(enabled=False)
    page = begun.source.get_translation(begun.english)
    with pytest.raises(PublicationRefused):
        page.latest_revision.publish()
    Translation.objects.update(enabled=True)
    reviewing.approve(hand_in(begun.translation, begun.manager), begun.head)
    row = TranslatedPage.objects.get(source=begun.source)
    assert (public(page).live, row.machine, row.state) == (True, True, "current")
    assert Review.objects.get().machine_pieces == len(TEXTS)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_machines_whole_text_where_the_municipality_allows_it(begun, allowed):
    MachineSetting(unreviewed=allowed).save()
    texts = dict(list(TEXTS.items())[1:])
    translate(begun.translation, None, texts, tool="LibreTranslate", machine=True)
    publish = begun.translation.save_target
    with pytest.raises(PublicationRefused):
        publish(publish=True)  # the title is in Korean
    translate(begun.translation, begun.translator, {"여권 안내": "Passports"})
    with pytest.raises(PublicationRefused):
        publish(publish=True)  # a person wrote the title, nobody has read it
    translate(begun.translation, None, {"여권 안내": "Pass ports"}, tool="LibreTranslate", machine=True)
    if not allowed:
        with pytest.raises(PublicationRefused):
            publish(publish=True)
        return
    publish(publish=True)
    assert TranslatedPage.objects.get(source=begun.source).state == "machine_unreviewed"


def test_hints_are_confirmed_by_the_reviewer_and_kept(begun):
    Term.objects.create(language="en", korean="여권", translation="passport")
    wrong = {FEE: "The fee is <b>20,000 won</b>.", "여권 안내": "Travel papers"}
    translate(begun.translation, begun.translator, TEXTS | wrong)
    state = hand_in(begun.translation, begun.translator)
    with pytest.raises(PublicationRefused):
        reviewing.approve(state, begun.colleague)
    state = TranslationReview.objects.get(pk=state.pk)
    reviewing.approve(state, begun.colleague, confirmed=True)
    assert [found["text"] for found in Review.objects.get().findings] == [wrong["여권 안내"], wrong[FEE]]


def test_a_page_written_by_hand_in_a_foreign_tree_waits_for_its_reviewer(town):
    page = InformationPageFactory(parent=town.english_home, locale=town.english, live=False, department=town.department)
    page.save_revision(user=town.translator)
    page.save_revision(user=town.editor)
    page.get_workflow().start(page, town.editor)
    state = page.current_workflow_task_state
    assert isinstance(state, TranslationReview)
    assert not state.can_be_decided_by(town.translator)
    state.approve(user=town.colleague)
    assert public(page).live
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").exists()


def test_every_foreign_tree_has_the_workflow_and_the_schedule_mends_it(town):
    assert mend() == {"assigned": 0}
    assert town.english_home.get_workflow().name == WORKFLOW_NAME
    assert town.home.get_workflow().name != WORKFLOW_NAME
    WorkflowPage.objects.filter(page=town.english_home).delete()
    assert mend() == {"assigned": 1}
    assert type(town.english_home).objects.get(pk=town.english_home.pk).get_workflow().name == WORKFLOW_NAME


def test_the_doors_of_localize_are_shut_for_people_from_outside(waiting, client_for):
    reviewing.return_(waiting.state, waiting.head, comment="Once more")
    segment = waiting.translation.source.stringsegment_set.first()
    numbers = {"translation_id": waiting.translation.pk}
    addresses = [
        reverse("wagtail_localize:edit_string_translation", kwargs={**numbers, "string_segment_id": segment.pk}),
        *(reverse(f"wagtail_localize:{name}", kwargs=numbers) for name in DOORS),
        reverse("wagtailadmin_pages:edit", args=[waiting.page.pk]),
    ]
    desk = client_for(waiting.municipality).login_as(waiting.outside)
    before = list(StringTranslation.objects.order_by("pk").values_list("data", flat=True))
    for address in addresses:
        for answer in (desk.get(address), desk.post(address, {}), desk.put(address, "value=x")):
            assert answer.status_code in {302, 403, 404, 405}, address
            assert "Passports" not in answer.content.decode(), address
    assert list(StringTranslation.objects.order_by("pk").values_list("data", flat=True)) == before
    assert Translation.objects.get().enabled
