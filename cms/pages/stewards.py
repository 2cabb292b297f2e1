"""Who may answer for a page: confirm it, name its keepers, make its interval stricter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from cms.departments.models import Department, Role
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of


def may_steward(user: Any, department_id: int) -> bool:
    """True for staff and head of the department and of those above it, and for homepage management.

    Contractors and translators write for a department, they do not answer for it (안양 §5②, 용인 §5②: 담당부서의 장).
    """
    if not user.is_active:
        return False
    return is_homepage_manager(user) or department_id in reach_of(user).departments


def stewarded_by(user: Any) -> Q:
    """The records for which someone may answer, as a condition."""
    if user.is_active and is_homepage_manager(user):
        return Q()
    return Q(department_id__in=reach_of(user).departments)


def candidates(department_ids: Iterable[int]) -> QuerySet:
    """Who can keep pages of all these departments: active staff and heads of each, or of a department above it.

    Pages of the department that manages the homepage are kept by homepage management as well.
    """
    rows = list(Department.objects.order_by().values_list("pk", "parent_id", "manages_homepage"))
    parents = {pk: parent for pk, parent, _manages in rows}
    managing = {pk for pk, _parent, manages in rows if manages}
    roles = [Role.DEPARTMENT, Role.HOMEPAGE]
    users = get_user_model().objects.filter(is_active=True, groups__role_group__role__in=roles)
    for department in set(department_ids):
        chain = _with_all_above(department, parents)
        belongs = Q(memberships__department_id__in=chain) | Q(heads__in=chain)
        if managing & set(chain):
            belongs |= Q(groups__role_group__role=Role.HOMEPAGE)
        users = users.filter(belongs)
    return users.distinct().order_by("display_name", "username")


def _with_all_above(department: int | None, parents: Mapping[int, int | None]) -> list[int]:
    chain: list[int] = []
    while department is not None and department not in chain:
        chain.append(department)
        department = parents.get(department)
    return chain
