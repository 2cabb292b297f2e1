"""Who somebody is to a case, and which cases they may open (사건별 접근 권한).

An officer of one department never opens another's case. The department that oversees petitions (총괄부서) opens each,
to receive, hand out and watch over it; each look is written down (cms.privacy). Homepage management and system
operation open none: a petition is personal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.departments.reach import reach_of
from cms.ordinance.case import Actor
from petitions.models import AbsenceCover, Case


def coordinates(user: Any) -> bool:
    """Whether this person works for the department that oversees petitions."""
    return reach_of(user).oversees_petitions


def cases_of(user: Any) -> QuerySet[Case]:
    """The cases that this person may open: their departments', those handed to them, for the coordinators all."""
    if not user.is_authenticated or not user.is_active:
        return Case.objects.none()
    if user.is_superuser or coordinates(user):
        return Case.objects.all()
    departments = reach_of(user).departments | covered_departments(user)
    if not departments:
        return Case.objects.none()
    return Case.objects.filter(Q(department__in=departments))


def actors(user: Any, case: Case) -> frozenset[Actor]:
    """Everything that this person is to this case at the desk; nothing for strangers."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    reach, found = reach_of(user), set()
    if user.is_superuser:
        return frozenset({Actor.OFFICER, Actor.HEAD, Actor.COORDINATOR})
    if case.department_id in reach.departments | covered_departments(user):
        found.add(Actor.OFFICER)
    if case.department_id in reach.led:
        found.add(Actor.HEAD)
    if coordinates(user):
        found.add(Actor.COORDINATOR)
    return frozenset(found)


def covered_departments(user: Any, today: dt.date | None = None) -> frozenset[int]:
    """Departments whose officers this person stands in for today (대직); who has left the departments, for none."""
    if not reach_of(user).departments:
        return frozenset()
    if not hasattr(user, "_covers"):
        keep_covers(user, covers_of(user, today or timezone.localdate()).values_list("department_id", flat=True))
    return frozenset(user._covers)


def covers_of(user: Any, day: dt.date) -> QuerySet:
    """The departments of this person's covers of a day, one column."""
    return (
        AbsenceCover.objects.filter(deputy=user, first_day__lte=day, last_day__gte=day).order_by().values("department")
    )


def keep_covers(user: Any, departments: Iterable[int]) -> None:
    """Remember what was asked, for the request."""
    user._covers = frozenset(departments)


def can_be_officer(user: Any, case: Case) -> bool:
    """Whether a case of this department can be given to this person: staff of it, or who stands in for one."""
    return user.is_active and case.department_id in reach_of(user).departments | covered_departments(user)
