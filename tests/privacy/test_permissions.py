"""Changes of rights are noted whatever the way, with who made them, and kept for three years."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext

from cms.departments.models import Membership, Role
from cms.departments.roles import group_of
from cms.privacy.models import PermissionChange
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff
from tests.privacy.test_access import refused


@pytest.fixture
def noted():
    """What was noted since it was last asked."""
    seen = set()

    def _noted() -> list[tuple]:
        rows = PermissionChange.objects.exclude(pk__in=seen).order_by("pk")
        found = [(row.account, row.change, row.right, row.name, row.by) for row in rows]
        seen.update(row.pk for row in rows)
        return found

    return _noted


def test_every_right_that_comes_or_goes_is_noted_once(in_alpha, noted):
    roads = DepartmentFactory(name="도로과")
    manager = staff("manager", Role.HOMEPAGE)
    assert noted() == [("manager", "granted", "account", "", ""), ("manager", "granted", "role", "홈페이지관리", "")]
    with LogContext(user=manager):
        kim = staff("kim", Role.DEPARTMENT, departments=[roads])
        kim.save()
        kim.save(update_fields=["last_login"])
    assert noted() == [
        ("kim", "granted", "account", "", "manager"),
        ("kim", "granted", "role", "담당부서", "manager"),
        ("kim", "granted", "department", "도로과", "manager"),
    ]
    group_of(Role.TRANSLATOR).user_set.add(kim)
    kim.groups.set([group_of(Role.TRANSLATOR)])
    kim.groups.clear()
    assert noted() == [
        ("kim", "granted", "role", "번역", ""),
        ("kim", "revoked", "role", "담당부서", ""),
        ("kim", "revoked", "role", "번역", ""),
    ]
    Membership.objects.filter(user=kim).delete()
    kim.is_superuser = True
    kim.save()
    kim.is_active = False
    kim.save(update_fields=["is_active"])
    assert noted() == [
        ("kim", "revoked", "department", "도로과", ""),
        ("kim", "granted", "everything", "", ""),
        ("kim", "revoked", "account", "", ""),
    ]
    kim.delete()
    assert noted() == [("kim", "revoked", "account", "", "")]
    assert PermissionChange.objects.first().kept_until >= timezone.localdate() + dt.timedelta(days=3 * 365)
    for sql in ("UPDATE privacy_permissionchange SET by = 'x'", "DELETE FROM privacy_permissionchange"):
        assert refused(sql)


def test_who_did_it_at_the_desk_stands_beside_it_and_overseers_read_it(alpha, client_for):
    with tenant(alpha):
        system = staff("system", Role.SYSTEM)
        kim = staff("kim", Role.DEPARTMENT)
        role = group_of(Role.TRANSLATOR)
    desk = client_for(alpha).login_as(system)
    answer = desk.post(
        f"{reverse('wagtail_bulk_action', args=['members', 'user', 'assign_role'])}?id={kim.pk}", {"role": role.pk}
    )
    assert answer.status_code == 302
    page = desk.get("/admin/reports/rights/?account=kim").content.decode()
    assert "<td>system</td>" in page
    assert "system" in b"".join(desk.get("/admin/reports/rights/?export=csv")).decode()
    assert client_for(alpha).login_as(kim).get("/admin/reports/rights/").status_code in (302, 403)
