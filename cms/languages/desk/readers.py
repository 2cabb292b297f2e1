"""Who sees which translations at the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from cms.departments.models import Department, Role
from cms.departments.reach import oversees, reach_of


def may_see(user: Any) -> bool:
    """Who answers for some page, translators, and who oversees all. Never from outside (수탁자): there is a list of
    what was assigned.
    """
    reach = reach_of(user)
    if Role.CONTRACTOR in reach.roles:
        return False
    return oversees(user) or bool(reach.departments) or bool(reach.locales)


def may_answer(user: Any, department_id: int | None) -> bool:
    """Who says that a translation was reviewed, or that a page is none: the department of the original, and who
    oversees all. A translator's own text is not theirs to approve.
    """
    return oversees(user) or department_id in reach_of(user).departments


def originals_of(user: Any) -> Q:
    """The originals that someone sees: a translator all of them, a department its own."""
    reach = reach_of(user)
    if oversees(user) or reach.locales:
        return Q()
    return Q(record__department_id__in=reach.departments)


def departments_of(user: Any) -> Any:
    """Their departments, to filter by."""
    reach = reach_of(user)
    everything = oversees(user) or reach.locales
    return Department.objects.all() if everything else Department.objects.filter(pk__in=reach.departments)
