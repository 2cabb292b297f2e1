"""Approval by the head of department; nobody approves their own, on no path."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import TaskState, WorkflowState

from cms.departments.models import DepartmentApproval
from tests.factories.pages import InformationPageFactory


def submit(page, user):
    """A new version by this person, submitted by them."""
    page.title = f"{page.title} 개정"
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return page.current_workflow_task_state


def names(users) -> set[str]:
    return {user.username for user in users}


def test_the_head_decides_and_the_page_is_live(town):
    state = submit(town.welfare_page, town.editor)
    assert isinstance(state, DepartmentApproval)
    assert names(state.deciders()) == {"head"}
    state.approve(user=town.head)
    town.welfare_page.refresh_from_db()
    assert town.welfare_page.title == "기초연금 개정"
    assert not town.welfare_page.has_unpublished_changes


@pytest.mark.parametrize(
    "person", ["editor", "colleague", "bureau_editor", "roads_editor", "manager", "system", "superuser"]
)
def test_nobody_else_approves_or_rejects_where_there_is_a_head(town, person):
    state = submit(town.welfare_page, town.editor)
    for act in (state.approve, state.reject):
        with pytest.raises(PermissionDenied):
            act(user=getattr(town, person))
    assert town.welfare_page.current_workflow_task.get_actions(town.welfare_page, getattr(town, person)) == []
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_without_a_person_nothing_is_approved(town):
    with pytest.raises(PermissionDenied):
        submit(town.welfare_page, town.editor).approve()


def test_the_heads_own_page_goes_to_homepage_management(town):
    state = submit(town.welfare_page, town.head)
    assert names(state.deciders()) == {"manager", "second"}
    with pytest.raises(PermissionDenied):
        state.approve(user=town.head)
    state.approve(user=town.manager)


def test_a_department_without_a_head_goes_to_homepage_management(town):
    state = submit(town.roads_page, town.roads_editor)
    assert state.can_be_decided_by(town.manager)
    assert not state.can_be_decided_by(town.head)


def test_an_inactive_head_does_not_hold_everything_up(town):
    town.head.is_active = False
    town.head.save()
    assert submit(town.welfare_page, town.editor).can_be_decided_by(town.manager)


@pytest.mark.parametrize("person", ["manager", "superuser"])
def test_homepage_managers_and_superusers_do_not_approve_their_own(town, person):
    user = getattr(town, person)
    state = submit(town.roads_page, user)
    with pytest.raises(PermissionDenied):
        state.approve(user=user)
    state.approve(user=town.second_manager)


def test_who_wrote_it_does_not_approve_it_when_another_submits(town):
    town.welfare_page.save_revision(user=town.head)
    town.welfare_page.get_workflow().start(town.welfare_page, town.editor)
    state = town.welfare_page.current_workflow_task_state
    assert not state.can_be_decided_by(town.head)
    assert state.can_be_decided_by(town.manager)


def test_an_own_submission_is_not_published_past_the_decision(town):
    page = town.roads_page
    submit(page, town.manager)
    assert not page.permissions_for_user(town.manager).can_publish()
    with pytest.raises(PublishPagePermissionError):
        page.get_latest_revision().publish(user=town.manager)
    assert page.permissions_for_user(town.second_manager).can_publish()


def test_what_was_changed_after_submission_is_not_approved_unseen(town):
    state = submit(town.welfare_page, town.editor)
    town.welfare_page.title = "몰래 바꾼 제목"
    town.welfare_page.save_revision(user=town.colleague)
    with pytest.raises(PermissionDenied):
        state.approve(user=town.head)
    town.welfare_page.refresh_from_db()
    assert town.welfare_page.title == "기초연금"


def test_while_it_waits_nobody_edits_it(town):
    submit(town.welfare_page, town.editor)
    lock = town.welfare_page.get_lock()
    for user in (town.editor, town.head, town.manager, town.superuser):
        assert lock.for_user(user)


def test_the_head_decides_on_a_page_of_its_own(town, sign_in):
    state = submit(town.welfare_page, town.editor)
    url = reverse("departments_decide", args=[state.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[town.welfare_page.pk])
    assert url in sign_in(town.head).get(editor).content.decode()
    assert "기초연금 개정" in sign_in(town.head).get(url).content.decode()
    refused = sign_in(town.head).post(url, {"action": "reject", "comment": ""})
    assert "comment" in refused.context["form"].errors  # changes are asked for in words
    sign_in(town.head).post(url, {"action": "approve", "comment": "좋습니다"})
    town.welfare_page.refresh_from_db()
    assert town.welfare_page.title == "기초연금 개정"
    assert sign_in(town.head).get(url).status_code == 302  # decided: back to the desk


@pytest.mark.parametrize("person", ["editor", "colleague", "roads_editor", "manager", "superuser"])
def test_nobody_else_sees_or_uses_that_page(town, sign_in, person):
    state = submit(town.welfare_page, town.editor)
    client, url = sign_in(getattr(town, person)), reverse("departments_decide", args=[state.pk])
    assert client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    client.post(url, {"action": "approve", "comment": ""})
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_what_awaits_whom(town):
    submit(town.welfare_page, town.editor)
    submit(town.roads_page, town.roads_editor)
    own = InformationPageFactory(title="관리자 글", department=town.roads)
    submit(own, town.manager)

    def waiting(user) -> set[str]:
        states = TaskState.objects.reviewable_by(user)
        return {state.revision.content_object.title for state in states}

    assert waiting(town.head) == {"기초연금"}
    assert waiting(town.manager) == {"보도 정비"}
    assert waiting(town.second_manager) == {"보도 정비", "관리자 글"}
    assert waiting(town.editor) == waiting(town.roads_editor) == waiting(town.system) == set()


def test_editors_submit_and_do_not_publish(town):
    revision = town.welfare_page.save_revision(user=town.editor)
    for user in (town.editor, town.head, town.contractor):
        with pytest.raises(PublishPagePermissionError):
            revision.publish(user=user)


# By the desk's own pages


def action_url(page, state, action: str = "approve") -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def test_the_head_approves_in_the_desk(town, sign_in):
    state = submit(town.welfare_page, town.editor)
    sign_in(town.head).post(action_url(town.welfare_page, state), {"comment": "좋습니다"})
    town.welfare_page.refresh_from_db()
    assert town.welfare_page.title == "기초연금 개정"


@pytest.mark.parametrize("person", ["editor", "colleague", "manager", "superuser"])
def test_the_desk_refuses_everyone_else(town, sign_in, person):
    state = submit(town.welfare_page, town.editor)
    sign_in(getattr(town, person)).post(action_url(town.welfare_page, state), {"comment": ""})
    assert WorkflowState.objects.get(pk=state.workflow_state_id).status == WorkflowState.STATUS_IN_PROGRESS


def test_a_decision_on_one_page_is_not_taken_through_another(town, sign_in):
    """Wagtail checks the page of the address and acts on the state of the address: they may differ."""
    submit(town.welfare_page, town.editor)
    other = submit(town.roads_page, town.roads_editor)
    sign_in(town.head).post(action_url(town.welfare_page, other), {"comment": ""})
    assert TaskState.objects.get(pk=other.pk).status == TaskState.STATUS_IN_PROGRESS


def test_bulk_publishing_passes_no_decision(town, sign_in):
    submit(town.roads_page, town.manager)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for user in (town.manager, town.editor, town.head):
        sign_in(user).post(f"{url}?id={town.roads_page.pk}&id={town.roads_draft.pk}&next=/admin/", {})
    for page in (town.roads_page, town.roads_draft):
        page.refresh_from_db()
    assert town.roads_page.title == "보도 정비"
    assert town.roads_draft.live  # which nobody had submitted: the action itself works
