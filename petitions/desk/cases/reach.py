"""Who sees which queue, and as what they act on a case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.departments.models import Department, Membership, Role
from cms.departments.reach import reach_of
from petitions.models import AbsenceCover, Case
from petitions.people import actors, cases_of, coordinates, covered_departments
from petitions.services.acting import By


def works_on_petitions(user: Any) -> bool:
    """Whether any queue is theirs: staff of a department, of whom some stand in for another."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or bool(reach_of(user).departments)


def oversees_petitions(user: Any) -> bool:
    """The overall department (총괄부서)."""
    return bool(user.is_superuser or coordinates(user))


def own_departments(user: Any) -> frozenset[int]:
    """Their departments with all below, and those that they stand in for today."""
    return reach_of(user).departments | covered_departments(user)


def own_cases(user: Any) -> QuerySet[Case]:
    """Those that this person is the officer of, and may still open."""
    return cases_of(user).filter(officer=user)


def department_cases(user: Any) -> QuerySet[Case]:
    """Those of their departments and of the ones that they stand in for."""
    return Case.objects.filter(department__in=own_departments(user))


def every_case(user: Any) -> QuerySet[Case]:
    """All that may be opened: every one for the overall department."""
    return cases_of(user)


def by(user: Any, case: Case) -> By:
    """Everything that this person is to this case."""
    return By(actors(user, case), user)


def officers_of(department: Department) -> QuerySet[Any]:
    """To whom cases of a department can be given: its staff and head, those of the departments above it, and who
    stands in for one of them today. The same people as ``people.can_be_officer`` knows.
    """
    above = _with_all_above(department)
    today = timezone.localdate()
    covers = AbsenceCover.objects.filter(department=department, first_day__lte=today, last_day__gte=today)
    staff = Membership.objects.filter(department__in=above).values("user")
    theirs = Q(pk__in=staff) | Q(heads__in=above) | Q(pk__in=covers.values("deputy"))
    people = get_user_model().objects.filter(theirs, groups__role_group__role=Role.DEPARTMENT, is_active=True)
    return people.distinct().order_by("display_name", "username")


def _with_all_above(department: Department) -> list[int]:
    """The department and those above it, by their numbers. One query."""
    parents = dict(Department.objects.order_by().values_list("pk", "parent_id"))
    found: list[int] = []
    pk: int | None = department.pk
    while pk is not None and pk not in found:
        found.append(pk)
        pk = parents.get(pk)
    return found
