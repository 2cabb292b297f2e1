"""Who leaves hands over: nothing is left with somebody who is gone, on whatever path they went."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.departments.leaving import hand_over, sweep, takers, transfer_list
from cms.departments.models import (
    ContractorGrant,
    Department,
    DepartmentApproval,
    Leaving,
    Membership,
    Role,
    RoleGroup,
    TransferItem,
)
from cms.departments.reorganising.services import undo
from cms.departments.roles import group_of
from cms.pages.models import PageRecord
from tests.factories.staff import staff

from .reorganisations import applied, assign, line, plan
from .states import differences, dump
from .test_approval import submit

User = get_user_model()


@pytest.fixture
def kept(town):
    """The pension page in the charge of the editor of welfare, the colleague being deputy."""
    record = PageRecord.objects.get(page=town.welfare_page)
    PageRecord.objects.filter(pk=record.pk).update(owner=town.editor, deputy=town.colleague)
    return record


def owner(record: PageRecord):
    return PageRecord.objects.get(pk=record.pk).owner


def item() -> TransferItem:
    return TransferItem.objects.get(done_at__isnull=True)


def deactivate(user) -> None:
    user.is_active = False
    user.save()


def deactivate_many(user) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    sweep()


def delete(user) -> None:
    User.objects.get(pk=user.pk).delete()


def end_membership(user) -> None:
    user.memberships.all().delete()


def end_membership_below_the_models(user) -> None:
    Membership.objects.filter(user=user)._raw_delete("default")
    sweep()


def lose_role(user) -> None:
    user.groups.clear()


def lose_role_from_the_groups_side(user) -> None:
    group_of(Role.DEPARTMENT).user_set.remove(user)


def lose_role_with_all_others(user) -> None:
    PageRecord.objects.filter(deputy__isnull=False).update(deputy=None)
    group_of(Role.DEPARTMENT).user_set.clear()


def lose_role_below_the_models(user) -> None:
    User.groups.through.objects.filter(user=user).delete()
    sweep()


def role_stands_for_another_group(user) -> None:
    PageRecord.objects.filter(deputy__isnull=False).update(deputy=None)
    role = RoleGroup.objects.get(role=Role.DEPARTMENT)
    role.group = Group.objects.create(name="다른 그룹")
    role.save()


def become_translator(user) -> None:
    user.groups.set([group_of(Role.TRANSLATOR)])


def contract_ends(user) -> None:
    user.groups.add(group_of(Role.CONTRACTOR))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ContractorGrant.objects.create(user=user, company="위탁", contract_reference="1", expires_on=yesterday)
    sweep()


@pytest.mark.parametrize(
    ("leaving", "reason"),
    [
        (deactivate, Leaving.DEACTIVATED),
        (deactivate_many, Leaving.DEACTIVATED),
        (delete, Leaving.DELETED),
        (end_membership, Leaving.LEFT),
        (end_membership_below_the_models, Leaving.LEFT),
        (lose_role, Leaving.ROLE),
        (lose_role_from_the_groups_side, Leaving.ROLE),
        (lose_role_with_all_others, Leaving.ROLE),
        (lose_role_below_the_models, Leaving.ROLE),
        (role_stands_for_another_group, Leaving.ROLE),
        (become_translator, Leaving.ROLE),
        (contract_ends, Leaving.CONTRACT),
    ],
)
def test_on_every_path_the_department_keeps_it_and_the_list_says_so(town, kept, leaving, reason):
    leaving(town.editor)
    assert owner(kept) is None
    assert PageRecord.objects.get(pk=kept.pk).department == town.welfare
    found = TransferItem.objects.get(done_at__isnull=True, person_name="editor")
    assert (found.department, found.reason, found.label) == (town.welfare, reason, "기초연금")
    assert found.ownership == "pages in charge"


def test_nobody_else_loses_anything(town, kept):
    lose_role(town.editor)
    assert PageRecord.objects.get(pk=kept.pk).deputy == town.colleague
    assert TransferItem.objects.count() == 1


def test_another_role_that_answers_for_the_page_leaves_it_with_the_person(town, kept):
    """Django takes the old role first and then gives the new one."""
    town.editor.groups.set([group_of(Role.HOMEPAGE)])
    assert owner(kept) == town.editor
    assert not TransferItem.objects.exists()


def test_a_head_without_the_role_decides_nothing_more(town):
    """Also before anybody noticed: what is submitted goes to homepage management."""
    state = submit(town.welfare_page, town.editor)
    User.groups.through.objects.filter(user=town.head).delete()
    state = DepartmentApproval.objects.get(pk=state.pk)
    assert not state.can_be_decided_by(User.objects.get(pk=town.head.pk))
    assert state.can_be_decided_by(town.manager)
    assert state in DepartmentApproval.objects.awaiting(town.manager)
    assert town.manager in state.deciders()
    assert town.head not in state.deciders()
    sweep()
    assert Department.objects.get(pk=town.welfare.pk).head is None
    assert item().reason == Leaving.ROLE


def test_who_still_covers_the_department_keeps_it(town, kept):
    Membership.objects.create(user=town.editor, department=town.bureau)
    town.editor.memberships.filter(department=town.welfare).delete()
    assert owner(kept) == town.editor
    assert not TransferItem.objects.exists()


def test_changing_departments_in_the_form_keeps_what_the_new_one_covers(town, kept, sign_in):
    url = f"/admin/users/edit/{town.editor.pk}/"
    data = {"username": "editor", "display_name": "editor", "departments": [town.bureau.pk], "is_active": "on"}
    data["groups"] = [group.pk for group in town.editor.groups.all()]
    sign_in(town.system).post(url, data)
    assert list(town.editor.memberships.values_list("department", flat=True)) == [town.bureau.pk]
    assert owner(kept) == town.editor


def test_a_department_whose_head_leaves_is_listed(town):
    deactivate(town.head)
    found = item()
    assert (found.ownership, found.department) == ("leadership", town.welfare)
    assert Department.objects.get(pk=town.welfare.pk).head is None


def test_the_head_hands_over_in_one_step(town, kept):
    deactivate(town.editor)
    hand_over(item(), town.colleague, town.head)
    assert owner(kept) == town.colleague
    done = TransferItem.objects.get()
    assert (done.given_to, done.done_by) == (town.colleague, town.head)


def test_nobody_else_hands_over(town, kept):
    deactivate(town.editor)
    for person in (town.colleague, town.roads_editor, town.translator):
        with pytest.raises(PermissionDenied):
            hand_over(item(), town.colleague, person)
    assert owner(kept) is None


def test_a_head_does_not_name_the_head(town):
    deactivate(town.head)
    second = staff("second head", Role.DEPARTMENT, heads=[town.bureau])
    with pytest.raises(PermissionDenied):
        hand_over(item(), town.editor, second)
    hand_over(item(), town.editor, town.manager)
    assert Department.objects.get(pk=town.welfare.pk).head == town.editor


def test_only_staff_of_the_department_takes_over(town, kept):
    deactivate(town.editor)
    with pytest.raises(ValidationError):
        hand_over(item(), town.roads_editor, town.manager)
    assert {person.username for person in takers(town.welfare.pk)} == {"colleague", "head", "bureau"}


def test_it_is_taken_over_once(town, kept):
    deactivate(town.editor)
    waiting = item()
    hand_over(waiting, town.colleague, town.head)
    with pytest.raises(ValidationError):
        hand_over(waiting, town.head, town.head)
    assert owner(kept) == town.colleague


def test_what_was_settled_elsewhere_leaves_the_list(town, kept):
    deactivate(town.editor)
    PageRecord.objects.filter(pk=kept.pk).update(owner=town.head)
    sweep()
    assert not transfer_list(town.manager).exists()


def test_the_list_of_a_head_shows_their_departments(town, kept):
    roads = PageRecord.objects.get(page=town.roads_page)
    PageRecord.objects.filter(pk=roads.pk).update(owner=town.roads_editor)
    deactivate(town.editor)
    deactivate(town.roads_editor)
    assert [row.label for row in transfer_list(town.head)] == ["기초연금"]
    assert transfer_list(town.manager).count() == 2
    assert not transfer_list(town.colleague).exists()


def test_who_does_not_come_along_in_a_split_hands_over_and_undoing_gives_it_back(town, kept):
    row = plan(
        line("new", "N1", name="연금과", telephone="031-000-1111"),
        line("new", "N2", name="돌봄과", telephone="031-000-2222"),
        line("split", town.welfare.code, "N1"),
        line("split", town.welfare.code, "N2"),
    )
    assign(row, town.welfare.code, "N2", person=town.editor)
    before = dump()
    applied(row)
    assert owner(kept) is None
    assert PageRecord.objects.get(pk=kept.pk).deputy == town.colleague
    assert item().department.code == "N1"
    undo(row)
    assert owner(kept) == town.editor
    assert differences(before, dump()) == {}


def test_signing_in_asks_nothing(town, django_assert_num_queries):
    town.editor.refresh_from_db()  # the connection has its search path
    with django_assert_num_queries(1):
        town.editor.save(update_fields=["last_login"])
