"""A reorganisation moves everything that the departments hold, once, and is undone as one."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from cms.departments.models import Department, DepartmentApproval, DepartmentName, Membership, Role, State
from cms.departments.reorganising.services import ReorganisationRefusedError, apply, confirm, undo
from cms.departments.selectors import name_on, successors_of
from cms.pages.models import FaqItem, InformationPage, PageRecord
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import FaqPageFactory, InformationPageFactory
from tests.factories.staff import staff

from .reorganisations import applied, assign, line, plan
from .states import differences, dump


def department_of(page: Page) -> Department:
    return InformationPage.objects.get(pk=page.pk).department


def test_a_merger_moves_pages_records_drafts_and_people(town):
    draft = town.roads_page.get_latest_revision()
    row = applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert row.state == State.APPLIED
    assert department_of(town.roads_page) == town.welfare
    assert set(
        PageRecord.objects.filter(page__in=[town.roads_page, town.roads_draft]).values_list("department", flat=True)
    ) == {town.welfare.pk}
    draft.refresh_from_db()
    assert draft.content["department"] == town.welfare.pk
    assert set(town.roads_editor.memberships.values_list("department", flat=True)) == {town.welfare.pk}
    assert not Department.objects.get(pk=town.roads.pk).is_open
    assert successors_of(town.roads) == [town.welfare]


def test_publishing_the_draft_afterwards_keeps_the_new_department(town):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    Page.objects.get(pk=town.roads_page.pk).get_latest_revision().publish()
    assert department_of(town.roads_page) == town.welfare


def test_the_clock_of_freshness_stands_and_no_revision_is_made(town):
    before = PageRecord.objects.get(page=town.roads_page).confirmed_at
    revisions = Page.objects.get(pk=town.roads_page.pk).revisions.count()
    updated = Page.objects.get(pk=town.roads_page.pk).latest_revision_created_at
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    page = Page.objects.get(pk=town.roads_page.pk)
    assert before is not None
    assert PageRecord.objects.get(page=page).confirmed_at == before
    assert page.revisions.count() == revisions
    assert page.latest_revision_created_at == updated


def test_a_scheduled_version_brings_nothing_back(town):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    town.roads_page.title, town.roads_page.go_live_at = "새 보도", tomorrow
    town.roads_page.save_revision(approved_go_live_at=tomorrow)
    town.roads_page.go_live_at = None
    town.roads_page.save_revision()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    scheduled = Page.objects.get(pk=town.roads_page.pk).revisions.get(approved_go_live_at__isnull=False)
    with time_machine.travel(tomorrow + dt.timedelta(minutes=1), tick=False):
        scheduled.publish()
    page = InformationPage.objects.get(pk=town.roads_page.pk)
    assert (page.title, page.department) == ("새 보도", town.welfare)


def test_earlier_versions_keep_the_department_of_their_day(town):
    first = town.roads_page.get_latest_revision()
    town.roads_page.save_revision()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    first.refresh_from_db()
    assert first.content["department"] == town.roads.pk


def test_several_merge_into_a_new_department(town):
    row = plan(
        line("new", "N1", name="도시안전과", name_en="City Safety", telephone="031-000-1111", parent=town.bureau.code),
        line("merge", town.roads.code, "N1"),
        line("merge", town.welfare.code, "N1"),
    )
    applied(row)
    new = Department.objects.get(code="N1")
    assert new.parent == town.bureau
    assert new.opened_on == row.effective_on
    assert department_of(town.roads_page) == department_of(town.welfare_page) == new
    assert set(Department.objects.closed()) == {town.roads, town.welfare}


def test_a_person_of_both_is_a_member_once(town):
    Membership.objects.create(user=town.editor, department=town.roads)
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert list(town.editor.memberships.values_list("department", flat=True)) == [town.welfare.pk]


def test_a_split_gives_sections_pages_and_people_to_its_parts(town):
    row = plan(
        line("new", "N1", name="도로관리과", telephone="031-000-1111"),
        line("new", "N2", name="도로건설과", telephone="031-000-2222"),
        line("split", town.roads.code, "N1"),
        line("split", town.roads.code, "N2"),
    )
    assign(row, town.roads.code, "N2", page=town.roads_section)
    assign(row, town.roads.code, "N1", page=town.roads_page, with_below=False)
    assign(row, town.roads.code, "N2", person=town.roads_editor)
    applied(row)
    names = {page: department_of(page).code for page in (town.roads_page, town.roads_draft, town.roads_below_welfare)}
    assert names == {town.roads_page: "N1", town.roads_draft: "N2", town.roads_below_welfare: "N1"}
    assert town.roads_editor.memberships.get().department.code == "N2"
    assert [heir.code for heir in successors_of(town.roads)] == ["N1", "N2"]


def test_a_department_may_stay_and_give_a_part_away(town):
    row = plan(
        line("new", "N1", name="도로관리과", telephone="031-000-1111"),
        line("split", town.roads.code, town.roads.code),
        line("split", town.roads.code, "N1"),
    )
    assign(row, town.roads.code, "N1", page=town.roads_page, with_below=False)
    applied(row)
    assert department_of(town.roads_page).code == "N1"
    assert department_of(town.roads_draft) == town.roads
    assert Department.objects.get(pk=town.roads.pk).is_open


def test_a_renamed_department_keeps_its_name_of_the_day(town):
    row = plan(line("rename", town.roads.code, name="미래도로과", name_en="Future Roads"))
    applied(row)
    renamed = Department.objects.get(pk=town.roads.pk)
    yesterday = row.effective_on - dt.timedelta(days=1)
    assert renamed.name == "미래도로과"
    assert (name_on(renamed, yesterday), name_on(renamed, row.effective_on)) == ("도로과", "미래도로과")


def test_children_follow_the_successor(town):
    applied(plan(line("merge", town.bureau.code, town.office.code)))
    assert Department.objects.get(pk=town.welfare.pk).parent == town.office


def test_the_child_that_succeeds_its_parent_stands_where_that_stood(town):
    applied(plan(line("merge", town.bureau.code, town.welfare.code)))
    assert Department.objects.get(pk=town.welfare.pk).parent is None


def test_a_department_moves_below_another(town):
    applied(plan(line("move", town.roads.code, parent=town.bureau.code)))
    assert Department.objects.get(pk=town.roads.pk).parent == town.bureau


def test_the_head_goes_along_to_a_successor_without_one(town):
    applied(plan(line("merge", town.welfare.code, town.roads.code)))
    assert Department.objects.get(pk=town.roads.pk).head == town.head
    assert Department.objects.get(pk=town.welfare.pk).head is None


def test_the_successors_own_head_stays_and_the_other_works_there(town):
    chief = staff("chief", Role.DEPARTMENT, heads=[town.roads])
    applied(plan(line("merge", town.welfare.code, town.roads.code)))
    assert Department.objects.get(pk=town.roads.pk).head == chief
    assert town.head.memberships.get().department == town.roads


def test_the_homepage_is_managed_by_the_successor(town):
    applied(plan(line("merge", town.office.code, town.roads.code)))
    assert list(Department.objects.filter(manages_homepage=True)) == [town.roads]


def test_what_waits_is_decided_by_the_new_head(town):
    town.roads_page.get_workflow().start(town.roads_page, town.roads_editor)
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    state = DepartmentApproval.objects.in_progress().get()
    assert state.department == town.welfare
    assert state.can_be_decided_by(town.head)
    state.task.specific.on_action(state, town.head, "approve")
    assert department_of(town.roads_page) == town.welfare


def test_questions_follow(town):
    faq = FaqPageFactory(department=town.office)
    item = FaqItem.objects.create(page=faq, question="언제 고칩니까?", answer="<p>봄에.</p>", department=town.roads)
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    item.refresh_from_db()
    assert item.department == town.welfare


def test_the_index_of_references_follows(town):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert not ReferenceIndex.get_references_to(town.roads).exists()
    assert ReferenceIndex.get_references_to(town.welfare).filter(object_id=str(town.roads_page.pk)).exists()


def test_two_runs_apply_once(town):
    row = applied(plan(line("merge", town.roads.code, town.welfare.code)))
    count = row.changes.count()
    again = apply(row)
    assert again.applied_at == row.applied_at
    assert row.changes.count() == count


def test_nothing_is_applied_before_its_day(town):
    row = confirm(
        plan(line("merge", town.roads.code, town.welfare.code), on=timezone.localdate() + dt.timedelta(days=3)), None
    )
    with pytest.raises(ReorganisationRefusedError):
        apply(row)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        apply(row)
    assert not Department.objects.get(pk=town.roads.pk).is_open


def test_a_page_is_neither_saved_nor_published_under_a_closed_department(town):
    revision = town.roads_page.get_latest_revision()
    later = town.roads_page.save_revision()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert later.pk != revision.pk
    with pytest.raises(ValidationError):
        revision.publish()
    with pytest.raises(ValidationError):
        InformationPageFactory(department=Department.objects.get(pk=town.roads.pk))


def full_plan(town):
    DepartmentFactory(code="C9", name="세정과", parent=town.bureau)
    row = plan(
        line("new", "N1", name="도로관리과", telephone="031-000-1111", parent="N3"),
        line("new", "N2", name="도로건설과", telephone="031-000-2222"),
        line("new", "N3", name="건설국", telephone="031-000-3333"),
        line("split", town.roads.code, "N1"),
        line("split", town.roads.code, "N2"),
        line("merge", town.bureau.code, town.office.code),
        line("rename", town.welfare.code, name="돌봄과", telephone="031-111-1111"),
        line("move", "C9", parent="N3"),
        line("move", town.office.code, parent="N3"),
    )
    assign(row, town.roads.code, "N2", page=town.roads_section)
    return row


def test_undoing_puts_every_row_back(town):
    town.roads_page.get_workflow().start(town.roads_page, town.roads_editor)
    row = full_plan(town)
    before = dump()
    applied(row)
    assert differences(before, dump())
    undo(row)
    assert differences(before, dump()) == {}
    row.refresh_from_db()
    assert row.state == State.UNDONE


def test_what_was_edited_since_goes_back_with_its_page(town):
    row = applied(full_plan(town))
    page = InformationPage.objects.get(pk=town.roads_page.pk)
    page.title = "보도 정비 안내"
    page.save_revision().publish()
    page.title = "보도 정비 초안"
    page.save_revision()
    undo(row)
    page = InformationPage.objects.get(pk=town.roads_page.pk)
    assert (page.title, page.department) == ("보도 정비 안내", town.roads)
    assert page.get_latest_revision_as_object().department == town.roads
    assert all(revision.as_object().department for revision in page.revisions.all())


def test_undoing_says_everything_that_stands_against_it(town):
    row = applied(full_plan(town))
    InformationPageFactory(title="새 쪽", department=Department.objects.get(code="N2"))
    PageRecord.objects.filter(page=town.roads_page).update(department=town.office)
    InformationPage.objects.filter(pk=town.roads_page.pk).update(department=town.office)
    before = dump()
    with pytest.raises(ReorganisationRefusedError) as refused:
        undo(row)
    text = "\n".join(refused.value.reasons)
    assert "새 쪽" in text
    assert "보도 정비" in text
    assert differences(before, dump()) == {}


def test_a_head_appointed_since_does_not_stand_against_it(town):
    row = applied(full_plan(town))
    Department.objects.filter(code="N1").update(telephone="031-999-9999", head=town.manager)
    undo(row)
    assert not Department.objects.filter(code__startswith="N").exists()


def test_a_page_deleted_since_is_passed_over(town):
    row = applied(full_plan(town))
    Page.objects.get(pk=town.roads_draft.pk).delete()
    undo(row)
    assert department_of(town.roads_page) == town.roads


def test_the_log_names_each_thing(town):
    row = applied(plan(line("merge", town.roads.code, town.welfare.code)))
    moved = row.changes.filter(mover="pages")
    assert set(moved.values_list("label", flat=True)) == {
        "도로",
        "보도 정비",
        "도로 초안",
        "복지관 앞 도로",
        "도로 공지 초안",
    }
    assert set(moved.values_list("old", "new")) == {(town.roads.pk, town.welfare.pk)}


def test_the_name_of_the_present_is_noted_for_every_department(town):
    assert DepartmentName.objects.filter(until__isnull=True).count() == Department.objects.count()
