"""Demonstration sign-ins: one a role, passwords that the rules accept, nothing that exists is touched."""

import io
import json
import stat
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Site

from cms.departments.models import ContractorGrant, Department, Role
from cms.departments.roles import group_of
from cms.pages.models import FreshnessRule, PageRecord
from home.management.commands import demo
from home.starter.checks import ensure_due_soon
from home.starter.people import SignIn, ensure_operator, ensure_staff, new_password
from tenants.context import platform, tenant
from tenants.models import Municipality

pytestmark = pytest.mark.usefixtures("english")

ROLES = {
    "system_operator": Role.SYSTEM,
    "homepage_manager": Role.HOMEPAGE,
    "department_head": Role.DEPARTMENT,
    "department_editor": Role.DEPARTMENT,
    "petition_officer": Role.DEPARTMENT,
    "contractor": Role.CONTRACTOR,
    "translator": Role.TRANSLATOR,
}


@pytest.fixture
def staff(city):
    return ensure_staff(city, "http://city.localhost:8000", [])


def user(sign_in):
    return get_user_model().objects.get(username=sign_in.username)


def test_each_role_can_sign_in(city, staff):
    assert [sign_in.role for sign_in in staff] == list(ROLES)
    for sign_in in staff:
        assert (sign_in.tenant, sign_in.url) == (city.slug, "http://city.localhost:8000/admin/")
        assert user(sign_in).check_password(sign_in.password)
        assert list(user(sign_in).groups.all()) == [group_of(ROLES[sign_in.role])]
        assert not user(sign_in).is_superuser
        validate_password(sign_in.password)


def test_roles_have_what_they_work_on(city, staff):
    by_role = {sign_in.role: user(sign_in) for sign_in in staff}
    head, editor = by_role["department_head"], by_role["department_editor"]
    assert head.heads.get().handles_petitions
    assert editor.memberships.get().department == head.heads.get()
    grant = ContractorGrant.objects.get(user=by_role["contractor"])
    assert grant.expires_on > timezone.localdate()
    assert grant.sections.get().page.specific.service_area == "지역정보-관광"
    languages = {row.language for row in by_role["translator"].translator_languages.all()}
    assert languages == set(city.languages) - {"ko"}


def test_a_second_run_changes_nothing(city, staff):
    hashes = set(get_user_model().objects.values_list("password", flat=True))
    assert ensure_staff(city, "http://city.localhost:8000", staff) == staff
    assert set(get_user_model().objects.values_list("password", flat=True)) == hashes


def test_another_port_changes_addresses_and_nothing_else(city, staff):
    moved = ensure_staff(city, "http://city.localhost:8123", staff)
    assert {sign_in.url for sign_in in moved} == {"http://city.localhost:8123/admin/"}
    assert [sign_in.password for sign_in in moved] == [sign_in.password for sign_in in staff]


@pytest.mark.django_db
def test_a_demonstration_on_another_port_moves_with_its_sites(onboarded, settings, tmp_path):
    settings.DEMONSTRATION, settings.VAR_DIR = True, tmp_path
    before = _demonstrate(settings, tmp_path, 8000)
    after = _demonstrate(settings, tmp_path, 8123)
    assert {urlsplit(row["url"]).port for row in after} == {8123}
    assert [row["password"] for row in after] == [row["password"] for row in before]
    for slug in onboarded:
        with platform():
            municipality = Municipality.objects.get(slug=slug)
        with tenant(municipality):
            assert Site.objects.get(is_default_site=True).root_url == f"http://{slug}.localhost:8123"


def _demonstrate(settings, folder, port):
    settings.PUBLIC_PORT = port
    call_command("demo", host_port=port, stdout=io.StringIO())
    return json.loads((folder / "demo.json").read_text(encoding="utf-8"))


def test_the_file_of_another_database_does_not_fit(city, staff):
    stale = [SignIn(**{**_dict(sign_in), "password": "something else 1!"}) for sign_in in staff]
    again = ensure_staff(city, "http://city.localhost:8000", stale)
    assert {sign_in.password for sign_in in again}.isdisjoint({sign_in.password for sign_in in stale})
    assert get_user_model().objects.count() == len(staff)


def _dict(sign_in):
    return {name: getattr(sign_in, name) for name in SignIn.__slots__}


@pytest.mark.django_db
def test_the_platform_has_its_operator():
    with platform():
        first = ensure_operator("http://localhost:8000", [])
        assert user(first[0]).is_superuser
        assert ensure_operator("http://localhost:8000", first) == first
        moved = ensure_operator("http://localhost:8123", first)
    assert [(row.url, row.password) for row in moved] == [("http://localhost:8123/", first[0].password)]


@pytest.mark.parametrize("city", ["anyang"], indirect=True)
def test_passwords_differ(city):
    made = {new_password(get_user_model()(username="someone")) for _ in range(20)}
    assert len(made) == 20


@pytest.mark.django_db
def test_only_a_demonstration_writes_sign_ins(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="development settings only"):
        call_command("demo")


def test_the_file_is_for_its_owner_and_survives_nonsense(tmp_path):
    path = tmp_path / "var" / "demo.json"
    assert demo._read(path) == []
    sign_ins = [SignIn("anyang", "translator", "http://x/admin/", "translator", "p")]
    demo._write(path, sign_ins)
    demo._write(path, sign_ins)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())[0]["role"] == "translator"
    assert demo._read(path) == sign_ins
    path.write_text('[{"who": "?"}]')
    assert demo._read(path) == []


def test_a_department_that_looks_often_has_pages_that_are_due_soon_and_none_that_is_overdue(city):
    ensure_due_soon(city)
    ensure_due_soon(city)
    states = PageRecord.objects.filter(department__handles_petitions=True).values_list("state", flat=True)
    assert "due_soon" in states
    assert not PageRecord.objects.filter(state="overdue").exists()


def test_a_demonstration_without_that_department_goes_on(city):
    Department.objects.update(handles_petitions=False)
    rules = FreshnessRule.objects.count()
    ensure_due_soon(city)
    assert FreshnessRule.objects.count() == rules
