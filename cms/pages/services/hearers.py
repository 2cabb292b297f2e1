"""Who can be told of a page, and who instead of whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from cms.departments.able import Able
from cms.departments.models import Role
from cms.departments.moving import ownerships
from cms.ordinance.freshness import Audience
from cms.pages.models.escalation import Digest
from cms.pages.models.record import PageRecord

FALLBACK = "in_place"  # told because whose turn it is cannot be reached
#: For so long a mailbox that was refused counts as out of reach; then it is tried again.
REFUSED_FOR = dt.timedelta(days=7)


class NobodyToTell(Exception):  # noqa: N818
    """Pages are due and no account is left that could hear of it."""

    def __init__(self, count: int) -> None:
        sentence = _("Nobody can be told of %(count)s due pages: no active account has an e-mail address.")
        super().__init__(sentence % {"count": count})


@dataclass
class People:
    """Everybody who can be reached: active, with an address. ``refused`` of them have a mailbox that takes nothing.

    ``able`` says which of those who keep or lead something can still act for the department: who lost the role, or
    works elsewhere, is not told, even before the transfer list has it.
    """

    addresses: dict[int, str]
    refused: frozenset[int]
    management: tuple[int, ...]
    system: tuple[int, ...]
    able: Able

    @classmethod
    def everybody(cls, day: dt.date) -> People:
        """At most eleven queries."""
        users = get_user_model().objects.filter(is_active=True).exclude(email="").order_by("pk")
        by_role: dict[str, list[int]] = defaultdict(list)
        for pk, role in users.values_list("pk", "groups__role_group__role"):
            by_role[role].append(pk)
        superusers = users.filter(is_superuser=True).values_list("pk", flat=True)
        system = tuple(by_role[Role.SYSTEM]) or tuple(superusers)
        addresses = dict(users.values_list("pk", "email"))
        keepers = {person for ownership in ownerships() for person, _department in ownership.keepers()}
        return cls(addresses, _refused(day), tuple(by_role[Role.HOMEPAGE]), system, Able.among(keepers, day))

    def hearers(
        self, record: PageRecord, audience: tuple[Audience, ...], without: Collection[int] = ()
    ) -> dict[int, str]:
        """Who is told, and as what: those whose turn it is; if none can be reached, the next who can.

        Where every mailbox is refused they are all tried again: better than nobody.
        """
        left_out = {*without, *self.refused}
        return self._hearers(record, audience, left_out) or self._hearers(record, audience, set(without))

    def _hearers(self, record: PageRecord, audience: tuple[Audience, ...], without: set[int]) -> dict[int, str]:
        chain: dict[str, tuple[int | None, ...]] = {
            Audience.OWNER: self._still(record, record.owner_id),
            Audience.DEPUTY: self._still(record, record.deputy_id),
            Audience.HEAD: self._still(record, record.department.head_id),
            Audience.MANAGEMENT: self.management,
            Role.SYSTEM: self.system,
        }
        found: dict[int, str] = {}
        for turn in audience:
            for person in self._reachable(chain[turn], without):
                found.setdefault(person, turn.value)
        if found:
            return found
        turns = list(chain)
        place = turns.index(audience[-1]) + 1
        for stand_in in turns[place:] + turns[:place]:
            if found := dict.fromkeys(self._reachable(chain[stand_in], without), FALLBACK):
                return found
        return {}

    def _still(self, record: PageRecord, person: int | None) -> tuple[int, ...]:
        return (person,) if person and self.able.acts_for(person, record.department_id) else ()

    def _reachable(self, people: Iterable[int | None], without: set[int]) -> list[int]:
        return [person for person in people if person in self.addresses and person not in without]


def _refused(day: dt.date) -> frozenset[int]:
    """Whose mailbox, under the address that they still have, was refused of late and has taken nothing since."""
    sent = Digest.objects.filter(person=OuterRef("person"), state=Digest.State.SENT, sent_at__gt=OuterRef("refused_at"))
    of_late = Digest.objects.filter(state=Digest.State.REFUSED, day__gt=day - REFUSED_FOR, address=F("person__email"))
    return frozenset(of_late.filter(~Exists(sent)).order_by().values_list("person_id", flat=True))
