"""What the checks of departments and contractors see."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale

from cms.departments.models import ContractorGrant, Department, Role, RoleGroup
from cms.departments.roles import group_of
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page
from tests.factories.staff import contractor, staff

ROLES = (Role.SYSTEM, Role.HOMEPAGE, Role.DEPARTMENT)


@pytest.fixture
def offices(in_alpha):
    """Somebody works in each of the three roles, and one department manages the homepage."""
    Department.objects.update(manages_homepage=False, handles_petitions=False)
    DepartmentFactory(code="T900", name_en="Information Division", manages_homepage=True)
    return {role: staff(role.value, role) for role in ROLES}


# Departments


@pytest.mark.duty("roles")
@pytest.mark.parametrize(
    ("ordinance", "names"),
    [("anyang", ["시스템운영부서", "홈페이지관리부서", "홈페이지담당부서"]), ("yongin", ["관리부서", "담당부서"])],
)
def test_each_department_that_the_ordinance_names_has_its_role(beta, offices, in_alpha, ordinance, names):
    InformationPageFactory()
    finding = ask("roles", in_alpha, ordinance)
    assert finding.status is Status.MET
    assert all(name in said(finding) for name in names)
    assert "Information Division manages the homepage" in said(finding)
    assert finding.evidence[-1].count >= 1
    assert ask("roles", beta, ordinance).status is Status.NOT_MET  # nobody works there


@pytest.mark.duty("roles")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_without_an_active_account_is_not_filled(offices, in_alpha, role):
    offices[role].is_active = False
    offices[role].save()
    finding = ask("roles", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "no account" in finding.evidence[0].text


@pytest.mark.duty("roles")
def test_a_role_that_lost_its_rights_is_not_filled(offices, in_alpha):
    group = group_of(Role.SYSTEM)
    right = Permission.objects.get(codename="change_signinpolicy")
    group.permissions.remove(right)
    assert "lack rights" in said(ask("roles", in_alpha))
    group.permissions.add(right)
    GroupPagePermission.objects.filter(group=group_of(Role.HOMEPAGE), permission__codename="publish_page").delete()
    assert "홈페이지관리부서" in ask("roles", in_alpha).evidence[0].text


@pytest.mark.duty("roles")
def test_without_group_or_managing_department_the_duty_is_open(offices, in_alpha):
    RoleGroup.objects.filter(role=Role.DEPARTMENT).delete()
    Department.objects.update(manages_homepage=False)
    finding = ask("roles", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "no group" in said(finding)
    assert "manages the homepage" in said(finding)


@pytest.mark.duty("petition-coordination")
def test_a_department_oversees_petitions(beta, in_alpha):
    Department.objects.update(handles_petitions=False)
    assert ask("petition-coordination", in_alpha).status is Status.NOT_MET
    DepartmentFactory(name_en="Petitions Division", telephone="031-000-7777", handles_petitions=True)
    finding = ask("petition-coordination", in_alpha)
    assert finding.status is Status.MET
    assert "Petitions Division (031-000-7777)" in said(finding)
    Department.objects.filter(name_en="Petitions Division").update(closed_on=timezone.localdate())
    assert ask("petition-coordination", in_alpha).status is Status.NOT_MET
    assert "031-000-7777" not in said(ask("petition-coordination", beta))


# Contractors


@pytest.mark.duty("contractors")
def test_without_contracts_outsourcing_is_off(in_alpha):
    finding = ask("contractors", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.OFF, 0)


@pytest.mark.duty("contractors")
def test_a_contract_with_scope_and_last_day_is_in_order(beta, in_alpha):
    contractor("builder", InformationPageFactory(), days=30)
    contractor("writer", InformationPageFactory(), days=0)  # today is the last day
    finding = ask("contractors", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 2)
    assert finding.evidence[0].on == timezone.localdate() + dt.timedelta(days=30)
    assert "builder" not in said(finding)
    assert ask("contractors", beta).status is Status.OFF


@pytest.mark.duty("contractors")
def test_a_contract_without_sections_or_reference_is_not_in_order(in_alpha):
    contractor("builder")
    assert "names no section" in said(ask("contractors", in_alpha))
    ContractorGrant.objects.update(contract_reference=" ")
    finding = ask("contractors", in_alpha)
    assert (finding.status, len(finding.evidence)) == (Status.NOT_MET, 2)


@pytest.mark.duty("contractors")
def test_a_contractor_with_another_role_works_beyond_the_contract(in_alpha):
    user = contractor("builder", InformationPageFactory())
    user.groups.add(group_of(Role.HOMEPAGE))
    finding = ask("contractors", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "beyond the contract" in said(finding)


@pytest.mark.duty("contractors")
def test_an_ended_contract_closes_the_desk_unless_another_role_keeps_it_open(client_for, in_alpha):
    user = contractor("builder", InformationPageFactory(), days=-1)
    client = client_for(in_alpha).login_as(user)
    assert client.get("/admin/").status_code == 403
    assert ask("contractors", in_alpha).status is Status.OFF
    user.groups.set([group_of(Role.HOMEPAGE)])
    assert client.get("/admin/").status_code == 200
    finding = ask("contractors", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "contract is over" in said(finding)


@pytest.mark.duty("contractors")
def test_an_account_with_all_rights_is_never_a_contractors(in_alpha):
    user = contractor("builder", InformationPageFactory(), days=-1)
    user.is_superuser = True
    user.save()
    assert ask("contractors", in_alpha).status is Status.NOT_MET
    user.is_active = False
    user.save()
    assert ask("contractors", in_alpha).status is Status.OFF


@pytest.mark.duty("foreign-outsourcing")
def test_only_contracts_on_foreign_pages_outsource_the_foreign_homepage(in_alpha):
    korean = front_page()
    contractor("builder", korean)
    assert ask("foreign-outsourcing", in_alpha).status is Status.OFF
    english = HomePageFactory(
        parent=korean.get_parent(),
        slug="home-en",
        locale=Locale.objects.get(language_code="en"),
        translation_key=korean.translation_key,
    )
    contractor("translator", english)
    finding = ask("foreign-outsourcing", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 1)
    assert ask("contractors", in_alpha).evidence[0].count == 2
