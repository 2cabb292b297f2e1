"""Accounts of staff in the desk: system operation manages them, and rises no higher by it."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from cms.departments.models import ContractorGrant, Role
from cms.departments.roles import group_of
from tests.factories.staff import PASSWORD

ADD = reverse("wagtailusers_users:add")
User = get_user_model()


def edit(user) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def bulk(action: str, *users) -> str:
    ids = "&".join(f"id={user.pk}" for user in users)
    return reverse("wagtail_bulk_action", args=["members", "user", action]) + f"?{ids}&next=/admin/"


def filled(**values) -> dict:
    return {"username": "kim", "display_name": "김주무관", "email": "", "is_active": "on", **values}


def test_a_new_account_with_role_department_and_language(town, sign_in):
    response = sign_in(town.system).post(
        ADD,
        filled(
            groups=[group_of(Role.DEPARTMENT).pk, group_of(Role.TRANSLATOR).pk],
            departments=[town.welfare.pk],
            languages=["en"],
            password1="autumn Leaf 9!",
            password2="autumn Leaf 9!",
        ),
    )
    assert response.status_code == 302, response.context["form"].errors
    user = User.objects.get(username="kim")
    assert [membership.department for membership in user.memberships.all()] == [town.welfare]
    assert town.welfare_page.permissions_for_user(user).can_edit()
    assert user.password_set_by_other
    assert not user.is_superuser


def test_everything_wrong_with_a_new_account_is_said_at_once(town, sign_in):
    response = sign_in(town.system).post(ADD, {"username": "editor", "password1": "alpha", "password2": "alpha"})
    errors = response.context["form"].errors
    assert {"username", "display_name", "password2"} <= set(errors)
    assert len(errors["password2"]) >= 4


@pytest.mark.parametrize("person", ["editor", "head", "manager", "contractor", "translator"])
def test_only_system_operation_manages_accounts(town, sign_in, person):
    client = sign_in(getattr(town, person))
    for url in (ADD, edit(town.editor), reverse("wagtailusers_users:index")):
        assert client.get(url).status_code in {302, 403}
        client.post(url, filled(groups=[group_of(Role.HOMEPAGE).pk]))
    assert not User.objects.filter(username="kim").exists()
    assert set(town.editor.groups.values_list("name", flat=True)) == {"담당부서"}


def test_system_operation_cannot_make_or_become_a_superuser(town, sign_in):
    client = sign_in(town.system)
    values = filled(is_superuser="on", password1="autumn Leaf 9!", password2="autumn Leaf 9!")
    client.post(ADD, values)
    client.post(edit(town.system), {**values, "username": "system"})
    assert not User.objects.get(username="kim").is_superuser
    town.system.refresh_from_db()
    assert not town.system.is_superuser


def test_system_operation_does_not_give_itself_the_role_that_approves(town, sign_in):
    client = sign_in(town.system)
    homepage = group_of(Role.HOMEPAGE)
    client.post(edit(town.system), filled(username="system", groups=[homepage.pk], departments=[town.welfare.pk]))
    client.post(bulk("assign_role", town.system), {"role": homepage.pk})
    assert set(town.system.groups.values_list("name", flat=True)) == {"시스템운영"}
    assert not town.system.memberships.exists()


def test_system_operation_does_not_touch_a_superuser(town, sign_in):
    client = sign_in(town.system)
    before = town.superuser.password
    client.post(edit(town.superuser), filled(username="root", password1="autumn Leaf 9!", password2="autumn Leaf 9!"))
    client.post(reverse("wagtailusers_users:delete", args=[town.superuser.pk]), {})
    client.post(bulk("set_active_state", town.superuser, town.editor), {"mark_as_active": "False"})
    client.post(bulk("delete", town.superuser), {})
    town.superuser.refresh_from_db()
    assert (town.superuser.password, town.superuser.is_active) == (before, True)


def test_groups_permissions_and_workflows_are_not_theirs_to_change(town, sign_in):
    client = sign_in(town.system)
    urls = [
        reverse("wagtailusers_groups:index"),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[group_of(Role.SYSTEM).pk]),
        reverse("wagtailadmin_workflows:add"),
        reverse("wagtailadmin_workflows:edit", args=[town.welfare_page.get_workflow().pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [302] * len(urls)


def test_a_contract_that_ended_closes_an_open_session_at_once(town, sign_in):
    client = sign_in(town.contractor)
    assert client.get("/admin/").status_code == 200
    ContractorGrant.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    for url in ("/admin/", "/admin/pages/", reverse("wagtailadmin_pages:edit", args=[town.roads_page.pk]), ADD):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403
    assert client.get("/").status_code == 200


def test_the_last_day_of_a_contract_is_still_open(town, sign_in):
    ContractorGrant.objects.update(expires_on=timezone.localdate())
    assert sign_in(town.contractor).get("/admin/").status_code == 200


def test_a_contractor_without_a_contract_has_no_desk(town, sign_in):
    ContractorGrant.objects.all().delete()
    assert sign_in(town.contractor).get("/admin/").status_code == 403


def test_changes_of_a_department_are_in_its_history(town, sign_in):
    url = reverse("wagtailsnippets_departments_department:edit", args=[town.welfare.pk])
    form = sign_in(town.system).get(url).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    sign_in(town.system).post(url, {**values, "telephone": "031-000-9999"})
    town.welfare.refresh_from_db()
    assert town.welfare.telephone == "031-000-9999"
    history = reverse("wagtailsnippets_departments_department:history", args=[town.welfare.pk])
    assert "system" in sign_in(town.system).get(history).content.decode()


def test_departments_stand_in_the_order_of_their_tree(town, sign_in):
    body = sign_in(town.system).get(reverse("wagtailsnippets_departments_department:list")).content.decode()
    assert body.index("복지국") < body.index("\u2003복지과") < body.index("도로과")
    found = (
        sign_in(town.system).get(reverse("wagtailsnippets_departments_department:list") + "?q=복지").content.decode()
    )
    assert "복지과" in found
    assert "도로과" not in found


def test_departments_are_not_edited_by_department_staff(town, sign_in):
    for name in ("add", "edit", "delete"):
        args = [] if name == "add" else [town.welfare.pk]
        url = reverse(f"wagtailsnippets_departments_department:{name}", args=args)
        assert sign_in(town.editor).get(url).status_code == 302


def test_own_password_is_not_marked_as_set_by_another(town, sign_in):
    sign_in(town.system).post(
        edit(town.system), filled(username="system", password1="autumn Leaf 9!", password2="autumn Leaf 9!")
    )
    town.system.refresh_from_db()
    assert town.system.check_password("autumn Leaf 9!")
    assert not town.system.password_set_by_other
    assert not town.system.check_password(PASSWORD)
