"""Who can act for which department today: asked whenever somebody's name is used, whatever took the role from them.

A person keeps something for a department while they can sign in, hold a role that answers for departments (담당부서,
홈페이지관리부서), belong to the department or one above it, and have no contract that ended.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.departments.models import ContractorGrant, Department, Leaving, Membership, Role
from cms.departments.models.department import with_all_below

Roles = Mapping[int, frozenset[str]]
_ALL = "all rights"  # an account with all rights, among the roles


@dataclass(frozen=True)
class Able:
    """Of some people: who acts everywhere, who for which departments, and why the others do not."""

    everywhere: frozenset[int]
    departments: Mapping[int, frozenset[int]]
    reasons: Mapping[int, Leaving]

    @classmethod
    def among(cls, people: Collection[int], today: dt.date | None = None) -> Able:
        """At most four queries, however many people."""
        roles = _roles(people)
        ended = _ended([pk for pk, held in roles.items() if Role.CONTRACTOR in held], today or timezone.localdate())
        reasons = dict.fromkeys(people, Leaving.DEACTIVATED)
        for pk, held in roles.items():
            reasons[pk] = Leaving.LEFT if held & {Role.DEPARTMENT, Role.HOMEPAGE, _ALL} else Leaving.ROLE
        reasons |= dict.fromkeys(ended, Leaving.CONTRACT)
        free = {pk: held for pk, held in roles.items() if pk not in ended}
        everywhere = frozenset(pk for pk, held in free.items() if held & {Role.HOMEPAGE, _ALL})
        members = [pk for pk, held in free.items() if Role.DEPARTMENT in held and pk not in everywhere]
        return cls(everywhere, _covered(members), reasons)

    def acts_for(self, person: int, department: int | None) -> bool:
        """True for somebody who can act for this department."""
        return person in self.everywhere or department in self.departments.get(person, ())


def _roles(people: Collection[int]) -> Roles:
    """Of those who can sign in."""
    users = get_user_model().objects.filter(pk__in=people, is_active=True).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for pk, everything, role in users.values_list("pk", "is_superuser", "groups__role_group__role"):
        found[pk] |= {_ALL} if everything else {role} if role else set()
    return {pk: frozenset(roles) for pk, roles in found.items()}


def _ended(contractors: Collection[int], today: dt.date) -> set[int]:
    """Contractors without a running contract; their desk is closed (안양 §3⑥)."""
    if not contractors:
        return set()
    running = ContractorGrant.objects.filter(user_id__in=contractors, expires_on__gte=today)
    return set(contractors) - set(running.values_list("user_id", flat=True))


def _covered(people: Collection[int]) -> dict[int, frozenset[int]]:
    """Their departments and those that they lead, with all below."""
    if not people:
        return {}
    own: dict[int, set[int]] = defaultdict(set)
    for person, department in Membership.objects.filter(user_id__in=people).values_list("user_id", "department_id"):
        own[person].add(department)
    rows = list(Department.objects.order_by().values_list("pk", "parent_id", "head_id"))
    for pk, _parent, head in rows:
        if head in people:
            own[head].add(pk)
    parents = [(pk, parent) for pk, parent, _head in rows]
    return {person: with_all_below(departments, parents) for person, departments in own.items()}
