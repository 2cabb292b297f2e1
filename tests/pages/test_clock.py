"""What moves the clock of a page, and what never does."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.declarations import Said, say, settle_left_over
from cms.pages.models import Confirmation, Declaration, InformationPage, MinorEdit, PageRecord
from cms.pages.services.confirming import confirm
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.factories.pages import front_page

OLD = dt.timedelta(days=100)


@pytest.fixture
def page(town):  # noqa: F811
    """A public page, confirmed a hundred days ago."""
    at = timezone.now() - OLD
    PageRecord.objects.filter(page_id=town.welfare_page.pk).update(confirmed_at=at)
    town.welfare_page.save_revision().publish()
    return InformationPage.objects.get(pk=town.welfare_page.pk)


def age(page) -> int:
    """Whole days since the page was last confirmed."""
    return (timezone.now() - PageRecord.objects.get(page_id=page.pk).confirmed_at).days


def posted(page, **more) -> dict:
    """What the editor's form sends."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "department": page.department_id,
            "information_provider": page.information_provider,
            "content_class": page.content_class,
            "service_area": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            **more,
        }
    )


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# What moves it


def test_confirming_moves_it(town, page):  # noqa: F811
    row = confirm([page.pk], town.editor, "기준연도 확인")[0]
    record = PageRecord.objects.get(page_id=page.pk)
    assert age(page) == 0
    assert (record.confirmed_by, record.state) == (town.editor, "fresh")
    assert (row.person_name, row.department_name, row.note) == ("editor", "복지과", "기준연도 확인")
    assert (row.days, row.rule_days, row.kind) == (180, 180, "confirmed")
    assert row.due_on == record.due_on


@pytest.mark.parametrize(("kind", "moved"), [("substance", True), ("minor", False)])
def test_what_the_editor_says_counts_when_it_is_published(town, page, sign_in, kind, moved):  # noqa: F811
    data = posted(page, change_kind=kind, change_note="금액을 고침", **{"action-publish": "1"})
    response = sign_in(town.manager).post(edit_address(page), data)
    assert response.status_code == 302
    assert age(page) == (0 if moved else 100)
    kept = (Confirmation if moved else MinorEdit).objects.get(page_id=page.pk)
    assert (kept.note, kept.person_name) == ("금액을 고침", "manager")
    assert kept.revision_number == InformationPage.objects.get(pk=page.pk).live_revision_id
    assert Confirmation.objects.count() + MinorEdit.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "field"), [({}, "change_kind"), ({"change_kind": "minor", "change_note": " "}, "change_note")]
)
def test_publishing_without_an_answer_is_refused_and_nothing_typed_is_lost(town, page, sign_in, answer, field):  # noqa: F811
    data = posted(page, title="고친 제목", **answer, **{"action-publish": "1"})
    response = sign_in(town.manager).post(edit_address(page), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "고친 제목" in response.content.decode()
    assert InformationPage.objects.get(pk=page.pk).title == "기초연금"


def test_a_page_that_was_never_public_is_not_asked(town, sign_in):  # noqa: F811
    draft = town.roads_draft
    response = sign_in(town.manager).post(edit_address(draft), posted(draft, **{"action-publish": "1"}))
    assert response.status_code == 302
    assert "change_kind" not in sign_in(town.manager).get(edit_address(town.roads_notice)).content.decode()


def test_the_answer_goes_through_approval(town, page, sign_in):  # noqa: F811
    data = posted(page, change_kind="substance", **{"action-submit": "1"})
    assert sign_in(town.editor).post(edit_address(page), data).status_code == 302
    assert age(page) == 100
    state = InformationPage.objects.get(pk=page.pk).current_workflow_task_state
    state.approve(user=town.head)
    assert age(page) == 0
    assert Confirmation.objects.get().person_name == "editor"


def test_it_counts_on_the_day_on_which_a_scheduled_version_goes_live(town, page, time_machine):  # noqa: F811
    page.go_live_at = timezone.now() + dt.timedelta(days=2)
    say(page, Said("substance", "새해 금액"))
    page.save_revision(user=town.manager).publish(user=town.manager)
    assert age(page) == 100
    assert not Confirmation.objects.exists()
    time_machine.move_to(timezone.now() + dt.timedelta(days=2, minutes=5))
    call_command("publish_scheduled")
    assert age(page) == 0
    assert Confirmation.objects.get().at.date() == timezone.now().date()


def test_a_declaration_counts_once(town, page):  # noqa: F811
    say(page, Said("substance"))
    revision = page.save_revision(user=town.manager)
    revision.publish()
    PageRecord.objects.filter(page_id=page.pk).update(confirmed_at=timezone.now() - OLD)
    revision.publish()
    assert age(page) == 100
    assert Confirmation.objects.count() == 1


def test_a_process_that_ended_between_publishing_and_counting_loses_nothing(town, page):  # noqa: F811
    say(page, Said("substance", "금액"))
    revision = page.save_revision(user=town.editor)
    page.live_revision = revision
    page.save()
    assert age(page) == 100
    assert settle_left_over() == 1
    assert age(page) == 0
    assert settle_left_over() == 0


# What never does


def autosave(town, page, sign_in):  # noqa: F811
    data = posted(page, change_kind="substance")
    response = sign_in(town.manager).post(edit_address(page), data, HTTP_ACCEPT="application/json")
    assert response.json()["success"]
    assert Declaration.objects.get().used_at is None


def saved_as_draft(town, page, sign_in):  # noqa: F811
    assert sign_in(town.manager).post(edit_address(page), posted(page)).status_code == 302


def published_undeclared(town, page, sign_in):  # noqa: F811
    page.save_revision(user=town.manager).publish(user=town.manager)


def published_by_hand(town, page, sign_in):  # noqa: F811
    page.title = "손으로"
    page.save()


def scheduled_undeclared(town, page, sign_in):  # noqa: F811
    page.go_live_at = timezone.now() - dt.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")


def moved(town, page, sign_in):  # noqa: F811
    page.move(front_page(), pos="last-child", user=town.manager)


def copied(town, page, sign_in):  # noqa: F811
    page.copy(update_attrs={"slug": "copy"}, keep_live=True, user=town.manager)


def aliased(town, page, sign_in):  # noqa: F811
    page.create_alias(update_slug="alias", parent=front_page())
    page.update_aliases()


def taken_off_and_put_back(town, page, sign_in):  # noqa: F811
    page.unpublish(user=town.manager)
    assert PageRecord.objects.get(page_id=page.pk).state == ""
    InformationPage.objects.get(pk=page.pk).save_revision().publish()
    assert PageRecord.objects.get(page_id=page.pk).state == "fresh"


def published_in_bulk(town, page, sign_in):  # noqa: F811
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    assert sign_in(town.manager).post(address).status_code == 302


@pytest.mark.parametrize(
    "act",
    [
        autosave,
        saved_as_draft,
        published_undeclared,
        published_by_hand,
        scheduled_undeclared,
        moved,
        copied,
        aliased,
        taken_off_and_put_back,
        published_in_bulk,
    ],
)
def test_nothing_else_moves_it(town, page, sign_in, act):  # noqa: F811
    act(town, page, sign_in)
    assert age(page) == 100
    assert not Confirmation.objects.exists()


# What is kept


def test_acts_on_record_are_never_changed_or_deleted(town, page):  # noqa: F811
    confirm([page.pk], town.editor)
    for statement in ("UPDATE pages_confirmation SET person_name = 'x'", "DELETE FROM pages_confirmation"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    page.delete()
    town.editor.delete()
    assert Confirmation.objects.get().page_title == "기초연금"


def test_more_than_a_handful_within_a_minute_is_recorded_as_such(town, page, time_machine):  # noqa: F811
    from tests.factories.pages import InformationPageFactory

    start = timezone.now()
    pages = [InformationPageFactory(department=town.welfare) for _ in range(9)]
    for number, one in enumerate(pages[:5]):
        confirm([one.pk], town.editor, now=start + dt.timedelta(seconds=number))
    assert not Confirmation.objects.filter(rubber_stamp=True).exists()
    confirm([pages[5].pk], town.editor, now=start + dt.timedelta(seconds=50))
    assert Confirmation.objects.filter(rubber_stamp=True).count() == 6
    confirm([pages[6].pk], town.colleague, now=start + dt.timedelta(seconds=51))
    confirm([pages[7].pk, pages[8].pk], town.editor, now=start + dt.timedelta(seconds=130))
    assert Confirmation.objects.filter(rubber_stamp=True).count() == 6
