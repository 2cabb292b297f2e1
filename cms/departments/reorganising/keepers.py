"""Who kept something that went to a department where they do not work: it goes on the transfer list (인계 목록)."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db.models import Q

from cms.departments.models import Department, Leaving, Membership, Role, TransferItem
from cms.departments.models.department import with_all_below
from cms.departments.moving import Change, Owned, ownerships
from cms.departments.reorganising.writing import making

KEEPERS = "keepers"  # as a mover in the log


def left_behind(departments: Collection[int]) -> list[Change]:
    """In the departments that were given something: what is kept by people who did not come along."""
    people = {user.pk: user for user in get_user_model().objects.filter(is_active=True)}
    covered, everywhere = _covered(people), _everywhere()
    changes: list[Change] = []
    for ownership in ownerships():
        for thing in ownership.owned(list(people)):
            comes_along = thing.person in everywhere or thing.department in covered.get(thing.person, ())
            if thing.department in departments and not comes_along:
                changes += _released(ownership.name, thing, str(people[thing.person]))
    return changes


def _everywhere() -> set[int]:
    """Who may keep anything: homepage management, and accounts with all rights."""
    everything = Q(groups__role_group__role=Role.HOMEPAGE) | Q(is_superuser=True)
    return set(get_user_model().objects.filter(everything).order_by().values_list("pk", flat=True))


def _covered(people: Collection[int]) -> dict[int, frozenset[int]]:
    rows = list(Department.objects.order_by().values_list("pk", "parent_id"))
    own: dict[int, set[int]] = {}
    for person, department in Membership.objects.filter(user_id__in=people).values_list("user_id", "department_id"):
        own.setdefault(person, set()).add(department)
    for person, department in Department.objects.filter(head_id__in=people).order_by().values_list("head_id", "pk"):
        own.setdefault(person or 0, set()).add(department)
    return {person: with_all_below(departments, rows) for person, departments in own.items()}


def _released(ownership: str, thing: Owned, name: str) -> list[Change]:
    item = TransferItem(
        department_id=thing.department,
        person_id=thing.person,
        person_name=name[:150],
        reason=Leaving.LEFT,
        ownership=ownership,
        model=thing.model,
        object_pk=thing.pk,
        field=thing.field,
        label=thing.label[:300],
        address=thing.address,
    )
    return [Change(thing.model, thing.pk, thing.field, thing.person, None, thing.label), making(item, thing.label)]
