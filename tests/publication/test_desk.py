"""What the desk asks and shows: confirmations, reasons for removals, refusals of the schedule and in bulk."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.news.models import NoticeAttachment, NoticePage
from cms.publication.desk.home import RegisterPanel
from cms.publication.due import RegisterBroken, verify_register_nightly
from cms.publication.files import kind_of
from cms.publication.forms import CONFIRM, REASON
from cms.publication.models import FindingConfirmation, PublicationRegister, PublicFile, RefusedPublication
from cms.publication.verify import verify
from tests.factories.media import document, image
from tests.factories.pages import NoticePageFactory
from tests.publication.posted import posted
from tests.publication.wrongs import PLATE, number_in_summary, perhaps_a_plate


def publish(town, page, **more):
    return town.manager_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, "publish", **more))


# Confirmations


@pytest.fixture
def doubtful(draft):
    perhaps_a_plate(draft)
    draft.save()
    return draft


def test_a_draft_with_anything_in_it_can_be_saved(town, doubtful):
    address = reverse("wagtailadmin_pages:edit", args=[doubtful.pk])
    assert town.editor_client.post(address, posted(doubtful)).status_code == 302
    assert doubtful.revisions.count() == 1


def test_who_confirms_with_a_reason_publishes(town, doubtful):
    (found,) = publish(town, doubtful).context["form"].to_confirm
    response = publish(town, doubtful, **{CONFIRM: [found.digest], REASON: "견인 공고 대상 차량"})
    assert response.status_code == 302
    assert NoticePage.objects.get(pk=doubtful.pk).live
    row = FindingConfirmation.objects.get()
    assert (row.confirmed_by, row.reason) == (town.manager, "견인 공고 대상 차량")
    assert PLATE not in str(FindingConfirmation.objects.values())


@pytest.mark.parametrize("more", [{}, {REASON: "이유"}])
def test_a_reason_without_a_tick_confirms_nothing(town, doubtful, more):
    publish(town, doubtful, **more)
    assert not NoticePage.objects.get(pk=doubtful.pk).live
    assert not FindingConfirmation.objects.exists()


def test_a_tick_without_a_reason_is_asked_for_it_and_stays(town, doubtful):
    (found,) = publish(town, doubtful).context["form"].to_confirm
    response = publish(town, doubtful, **{CONFIRM: [found.digest], REASON: " "})
    assert not NoticePage.objects.get(pk=doubtful.pk).live
    assert f'value="{found.digest}" checked' in response.content.decode()


def test_what_is_sure_cannot_be_confirmed(town, draft):
    number_in_summary(draft)
    draft.save()
    form = publish(town, draft).context["form"]
    assert form.to_confirm == []
    assert form.errors["summary"]


def test_a_confirmation_holds_for_the_next_time_and_for_this_page_only(town, doubtful):
    (found,) = publish(town, doubtful).context["form"].to_confirm
    publish(town, doubtful, **{CONFIRM: [found.digest], REASON: "견인 공고"})
    page = NoticePage.objects.get(pk=doubtful.pk)
    page.title = "다른 제목"
    page.save()
    other = NoticePageFactory(parent=town.board, department=town.department, live=False)
    perhaps_a_plate(other)
    other.save()
    assert publish(town, other).context["form"].to_confirm


def test_the_department_submits_what_it_confirmed_and_the_head_publishes_it(town, doubtful):
    address = reverse("wagtailadmin_pages:edit", args=[doubtful.pk])
    (found,) = town.editor_client.post(address, posted(doubtful, "submit")).context["form"].to_confirm
    data = posted(doubtful, "submit", **{CONFIRM: [found.digest], REASON: "견인 공고"})
    assert town.editor_client.post(address, data).status_code == 302
    state = NoticePage.objects.get(pk=doubtful.pk).current_workflow_task_state
    town.head_client.post(reverse("departments_decide", args=[state.pk]), {"action": "approve"})
    assert NoticePage.objects.get(pk=doubtful.pk).live


# The schedule


def due(page) -> None:
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - dt.timedelta(minutes=1))


def test_a_refused_page_leaves_the_schedule_and_stops_no_other(town, draft):
    second = NoticePageFactory(parent=town.board, department=town.department, live=False)
    number_in_summary(draft)
    draft.save()
    due(draft)
    due(second)
    call_command("publish_scheduled")
    assert NoticePage.objects.get(pk=second.pk).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert NoticePage.objects.get(pk=draft.pk).get_lock() is None
    call_command("publish_scheduled")
    assert RefusedPublication.objects.count() == 1


def test_its_department_reads_why_on_the_first_page_of_the_desk(town, draft):
    number_in_summary(draft)
    draft.save()
    due(draft)
    call_command("publish_scheduled")
    for client in (town.editor_client, town.manager_client):
        for address in ("/admin/", reverse("wagtailadmin_pages:edit", args=[draft.pk])):
            assert "●●●●●●-●●●●●●●" in client.get(address).content.decode()
    draft.summary = "고쳤습니다."
    draft.save()
    draft.save_revision().publish()
    assert not RefusedPublication.objects.exists()


def test_the_schedules_expiry_is_entered_as_such(town, draft):
    draft.expire_at = timezone.now() - dt.timedelta(minutes=1)
    draft.live = True
    draft.save()
    call_command("publish_scheduled")
    row = PublicationRegister.objects.first()
    assert (row.act, row.way, row.actor_id) == ("expired", "schedule", None)


# In bulk


def test_bulk_publishing_says_for_each_page_why_and_publishes_the_others(town, draft):
    right = NoticePageFactory(title="맞는 공고", parent=town.board, department=town.department, live=False)
    number_in_summary(draft)
    draft.save()
    for page in (draft, right):
        page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?id={draft.pk}&id={right.pk}&next=/admin/"
    html = town.manager_client.post(address + query, {}, follow=True).content.decode()
    assert NoticePage.objects.get(pk=right.pk).live
    assert not NoticePage.objects.get(pk=draft.pk).live
    assert "●●●●●●-●●●●●●●" in html


# Removals


@pytest.fixture
def public(town):
    return NoticePageFactory(parent=town.board, department=town.department, title="내릴 공고")


def bulk_address(act: str, page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={page.pk}&next=/admin/"


def addresses(page) -> dict[str, str]:
    return {
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "bulk unpublish": bulk_address("unpublish", page),
        "bulk delete": bulk_address("delete", page),
    }


ACTS = ["unpublish", "delete", "bulk unpublish", "bulk delete"]


@pytest.mark.parametrize("act", ACTS)
def test_a_removal_asks_why(town, public, act):
    address = addresses(public)[act]
    assert 'name="removal_reason"' in town.manager_client.get(address).content.decode()
    town.manager_client.post(address, {})
    assert NoticePage.objects.get(pk=public.pk).live


@pytest.mark.parametrize("act", ACTS)
def test_a_removal_keeps_who_and_why(town, public, act):
    town.manager_client.post(addresses(public)[act], {"removal_reason": "내용 중복"})
    row = PublicationRegister.objects.first()
    assert (row.page_id, row.reason, row.actor_name) == (public.pk, "내용 중복", "manager")
    assert row.act == ("deleted" if "delete" in act else "unpublished")
    assert row.department_name == "교통과"


@pytest.mark.parametrize("act", ACTS)
def test_a_reason_holds_no_personal_data(town, public, act):
    response = town.manager_client.post(
        addresses(public)[act], {"removal_reason": "홍씨 010-2345-6789 요청"}, follow=True
    )
    assert NoticePage.objects.get(pk=public.pk).live
    html = response.content.decode()
    assert "010-2345-6789" not in html
    assert "홍씨 ●●●-●●●●-●●●●" in html


# Deleting a file


@pytest.mark.parametrize("way", ["one", "bulk", "just uploaded"])
@pytest.mark.parametrize("made", [document, image])
def test_deleting_a_file_that_the_public_sees_asks_why(town, draft, made, way):
    file = made()
    PublicFile.objects.create(kind=kind_of(file), file_id=file.pk, page_id=draft.pk)
    app, model = file._meta.app_label, file._meta.model_name
    address = {
        "one": reverse(f"{app}:delete", args=[file.pk]),
        "bulk": reverse("wagtail_bulk_action", args=[app, model, "delete"]) + f"?id={file.pk}&next=/admin/",
        "just uploaded": reverse(f"{app}:delete_multiple", args=[file.pk]),
    }[way]
    if way != "just uploaded":
        assert 'name="removal_reason"' not in town.manager_client.get(address).content.decode()
    NoticePage.objects.filter(pk=draft.pk).update(live=True)
    if way != "just uploaded":
        assert 'name="removal_reason"' in town.manager_client.get(address).content.decode()
    with transaction.atomic():  # a refusal within a deletion undoes what it stands in
        town.manager_client.post(address, {}, headers={"x-requested-with": "XMLHttpRequest"})
    assert type(file).objects.filter(pk=file.pk).exists()
    town.manager_client.post(address, {"removal_reason": "잘못된 파일"})
    assert not type(file).objects.filter(pk=file.pk).exists()
    row = PublicationRegister.objects.first()
    assert (row.act, row.page_id, row.reason, row.actor_name) == ("file_deleted", draft.pk, "잘못된 파일", "manager")


# The register


def test_departments_read_their_own_rows_and_managers_all(town, public):
    from tests.factories.departments import DepartmentFactory

    foreign = NoticePageFactory(parent=town.board, department=DepartmentFactory(name="수도과"), title="남의 공고")
    address = reverse("publication_register")
    mine = town.editor_client.get(address).content.decode()
    assert public.title in mine
    assert foreign.title not in mine
    assert foreign.title in town.manager_client.get(address).content.decode()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_register_is_exported(town, public, form):
    response = town.manager_client.get(reverse("publication_register"), {"export": form})
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert len(content) > 100


def test_a_site_older_than_its_register_begins_it_at_once(client_for, town):
    """Its files would be given to nobody before."""
    made = document("old.pdf")
    page = NoticePageFactory(parent=town.board, department=town.department, live=False)
    page.attachments.add(NoticeAttachment(document=made))
    page.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = true WHERE id = %s", [page.pk])
        cursor.execute("ALTER TABLE publication_publicationregister DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM publication_publicationregister")
        cursor.execute("ALTER TABLE publication_publicationregister ENABLE TRIGGER USER")
    assert client_for(town.municipality).get(made.url).status_code == 404
    with time_machine.travel("2026-11-30T00:01:00+09:00", tick=False):
        verify_register_nightly()
    assert client_for(town.municipality).get(made.url).status_code == 200
    assert verify().holds


def test_a_broken_register_is_reported(town, public):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publication_publicationregister DISABLE TRIGGER USER")
        cursor.execute("UPDATE publication_publicationregister SET title = 'x' WHERE number = 1")
        cursor.execute("ALTER TABLE publication_publicationregister ENABLE TRIGGER USER")
    with time_machine.travel("2026-11-30T04:00:00+09:00", tick=False):
        for _ in range(2):
            with pytest.raises(RegisterBroken, match="1"):
                verify_register_nightly()
    panel = RegisterPanel()
    for person, told in ((town.manager, True), (town.editor, False)):
        check = panel.get_context_data({"request": SimpleNamespace(user=person)})["check"]
        assert bool(check and check.faults) is told
    assert reverse("publication_register") in town.manager_client.get("/admin/").content.decode()
