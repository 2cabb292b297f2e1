"""Who kept something that went to a department where they do not work: it goes on the transfer list (인계 목록)."""

from collections.abc import Collection

from django.contrib.auth import get_user_model

from cms.departments.able import Able
from cms.departments.models import Leaving, TransferItem
from cms.departments.moving import Change, Owned, ownerships
from cms.departments.reorganising.writing import making

KEEPERS = "keepers"  # as a mover in the log


def left_behind(departments: Collection[int]) -> list[Change]:
    """In the departments that were given something: what is kept by people who did not come along.

    Who may not act at all, wherever they work, is none of a reorganisation's business: the schedule notices them.
    """
    people = {user.pk: user for user in get_user_model().objects.filter(is_active=True)}
    able = Able.among(people)
    changes: list[Change] = []
    for ownership in ownerships():
        for thing in ownership.owned(list(people)):
            stays = not able.acts_for(thing.person, thing.department) and able.reasons[thing.person] == Leaving.LEFT
            if stays and thing.department in departments:
                changes += _released(ownership.name, thing, str(people[thing.person]))
    return changes


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
