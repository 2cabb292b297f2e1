"""Who leaves hands over (인계): what they kept stays with the department and stands on its transfer list.

Wherever an account is deactivated or deleted, or a person leaves a department or loses their role, what they owned
there loses its owner at once, so that no reminder goes to nobody and no page waits for someone who is gone; the list
says what it was, whose, and why. A sweep in the schedule finds what came about without signals (accounts deactivated
many at once, a contract that ended); until then whoever uses a name asks ``cms.departments.able``.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.departments.able import Able
from cms.departments.models import Department, Leaving, Role, TransferItem
from cms.departments.moving import Owned, ownerships
from cms.departments.reach import oversees, reach_of

User = get_user_model()
LEADERSHIP = "leadership"
IN_ONE_GO = dt.timedelta(minutes=1)


@transaction.atomic
def leave(people: Iterable, reason: Leaving) -> int:
    """Take from these people everything that they own. Returns how many things it was."""
    names = {person.pk: str(person) for person in people}
    count = 0
    for ownership in ownerships():
        for thing in list(ownership.owned(list(names))):
            _note(ownership.name, thing, names[thing.person], reason)
            count += 1
    return count


@transaction.atomic
def release(people: Collection[int] | None = None) -> int:
    """Take from these people, or from all, what they keep for departments for which they cannot act any more.

    Returns how many things it was.
    """
    pairs = {pair for ownership in ownerships() for pair in ownership.keepers() if people is None or pair[0] in people}
    able = Able.among({person for person, _department in pairs})
    unable = {pair for pair in pairs if not able.acts_for(*pair)}
    names = (
        {user.pk: str(user) for user in User.objects.filter(pk__in={person for person, _d in unable})} if unable else {}
    )
    count = 0
    for ownership in ownerships() if unable else ():
        for thing in list(ownership.owned(list(names))):
            if (thing.person, thing.department) in unable:
                _note(ownership.name, thing, names[thing.person], able.reasons[thing.person])
                count += 1
    return count


@transaction.atomic
def give_back(people: Collection[int]) -> int:
    """Whose role was taken and given again in one go (a form writes one after the other) keeps what they had."""
    lately = timezone.now() - IN_ONE_GO
    taken = TransferItem.objects.select_for_update().order_by("pk")
    items = list(taken.filter(person_id__in=people, reason=Leaving.ROLE, done_at__isnull=True, noticed_at__gt=lately))
    able = Able.among(set(people)) if items else None
    back = [item for item in still_open(items) if able and able.acts_for(item.person_id or 0, item.department_id)]
    for item in back:
        _row(item).filter(**{f"{item.field}__isnull": True}).update(**{item.field: item.person_id})
        item.delete()
    return len(back)


def sweep() -> int:
    """Take from those who cannot act any more what they still own, and close what was settled elsewhere."""
    count = release()
    waiting = list(TransferItem.objects.filter(done_at__isnull=True))
    settled = {item.pk for item in waiting} - {item.pk for item in still_open(waiting)}
    if settled:
        TransferItem.objects.filter(pk__in=settled).update(done_at=timezone.now())
    return count


def still_open(items: Iterable[TransferItem]) -> list[TransferItem]:
    """Those whose row is there and names nobody. One query for each kind of thing."""
    groups: dict[tuple[str, str], list[TransferItem]] = {}
    for item in items:
        groups.setdefault((item.model, item.field), []).append(item)
    empty: set[tuple[str, str, int]] = set()
    for (model, field), group in groups.items():
        rows = apps.get_model(model)._base_manager.filter(pk__in=[item.object_pk for item in group])
        empty |= {(model, field, pk) for pk in rows.filter(**{f"{field}__isnull": True}).values_list("pk", flat=True)}
    return [item for group in groups.values() for item in group if (item.model, item.field, item.object_pk) in empty]


def transfer_list(user) -> QuerySet[TransferItem]:
    """What waits in the departments that a person leads; those who oversee all departments see all."""
    return transfer_items(user).filter(done_at__isnull=True)


def transfer_items(user) -> QuerySet[TransferItem]:
    """The same with what was taken over already."""
    items = TransferItem.objects.select_related("department")
    if oversees(user):
        return items
    return items.filter(department_id__in=reach_of(user).led)


def takers(department: int | None) -> QuerySet:
    """Who may take over from a department: its active staff and head, and those of departments above it."""
    parents = dict(Department.objects.order_by().values_list("pk", "parent_id"))
    chain: list[int] = []
    while department is not None and department not in chain:
        chain.append(department)
        department = parents.get(department)
    users = User.objects.filter(is_active=True, groups__role_group__role=Role.DEPARTMENT)
    users = users.filter(Q(memberships__department_id__in=chain) | Q(heads__in=chain))
    return users.distinct().order_by("display_name", "username")


@transaction.atomic
def hand_over(item: TransferItem, taker, by) -> None:
    """Name the person who keeps it from now on.

    :raises PermissionDenied: for who neither leads the department nor sees all lists; who leads a department is named
        by those who see all.
    :raises ValidationError: when it was taken over meanwhile, or the person does not work for the department.
    """
    item = TransferItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not transfer_items(by).filter(pk=item.pk).exists():
        raise PermissionDenied
    if item.ownership == LEADERSHIP and not oversees(by):
        raise PermissionDenied
    if not takers(item.department_id).filter(pk=taker.pk).exists():
        raise ValidationError(_("%(person)s does not work for this department.") % {"person": taker})
    empty = {f"{item.field}__isnull": True}
    if item.done_at or not _row(item).filter(**empty).update(**{item.field: taker.pk}):
        raise ValidationError(_("“%(what)s” was taken over already.") % {"what": item.label})
    item.done_at, item.done_by, item.given_to = timezone.now(), by, taker
    item.save()


def _note(ownership: str, thing: Owned, name: str, reason: Leaving) -> None:
    model = apps.get_model(thing.model)
    model._base_manager.filter(pk=thing.pk, **{thing.field: thing.person}).update(**{thing.field: None})
    TransferItem.objects.update_or_create(
        model=thing.model,
        object_pk=thing.pk,
        field=thing.field,
        done_at=None,
        defaults={
            "department_id": thing.department,
            "person_id": None if reason == Leaving.DELETED else thing.person,
            "person_name": name[:150],
            "reason": reason,
            "ownership": ownership,
            "label": thing.label[:300],
            "address": thing.address,
        },
    )


def _row(item: TransferItem) -> QuerySet[models.Model]:
    return apps.get_model(item.model)._base_manager.filter(pk=item.object_pk)
