"""Who is told in the day's one message of matters that wait too long, and of objections.

A matter is told of when its last day is over, and then every week; an objection when it has come in, and then as a
matter is. Of what is to be decided those hear who decide, of the rest the department of the board.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.departments.models import Department, Membership
from cms.moderation import rights
from cms.moderation.models import Matter, MatterState, Objection
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import working_days
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.voices import Line, Part, told_in_digest
from tenants.addresses import desk_address

WEEK = 5  # working days
#: The step at which an objection is told of when it has come in; later ones count weeks.
CAME_IN = -1
_OPEN = (MatterState.OPEN, MatterState.PROPOSED, MatterState.DECIDED)
_DECIDERS = "decider"
_DEPARTMENT = "theirs"


@dataclass(frozen=True)
class Waits:
    """What waits: a matter, or an objection to its removal. ``deciders`` are those who can decide today."""

    matter: Matter
    due_on: dt.date
    objection: bool
    deciders: tuple[int, ...]
    department: tuple[int, ...]


@told_in_digest
class WaitingMatters:
    """A round of a matter ends when it goes on, or gets another last day."""

    kind = "moderation"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Waits]:
        """Matters past their day, and every objection that is not decided. At most six queries."""
        late = Matter.objects.filter(closed_at=None, state__in=_OPEN, due_on__lt=day).order_by("due_on", "pk")
        objections = Objection.objects.filter(decided_at=None).select_related("matter").order_by("due_on", "pk")
        found = {f"matter {each.pk} {each.state} {each.due_on}": (each, each.due_on or day, False) for each in late}
        found |= {f"objection {each.pk} {each.due_on}": (each.matter, each.due_on, True) for each in objections}
        if not found:
            return {}
        deciders = tuple(user.pk for user in rights.deciders())
        staff = _staff({matter.department_pk for matter, _due, _is in found.values()})
        return {
            key: Waits(matter, due_on, objection, deciders, staff.get(matter.department_pk, ()))
            for key, (matter, due_on, objection) in found.items()
            if keys is None or key in keys
        }

    def last_day(self, matter: Waits) -> dt.date:
        """By which it is to be decided."""
        return matter.due_on

    def steps(self, matter: Waits, day: dt.date, known: Calendar) -> Iterable[int]:
        """Of the weeks that it is late the last alone; an objection at once, too."""
        if day > matter.due_on:
            return [working_days(matter.due_on, day, known) // WEEK]
        return [CAME_IN] if matter.objection else []

    def hearers(self, matter: Waits, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """Whose turn it is; homepage management where none of them can be reached."""
        to_decide = matter.objection or matter.matter.state in (MatterState.PROPOSED, MatterState.DECIDED)
        first = (_DECIDERS, matter.deciders) if to_decide else (_DEPARTMENT, matter.department)
        for audience, persons in (first, (FALLBACK, people.management)):
            reachable = [one for one in sorted(persons) if one in people.addresses]
            reachable = [one for one in reachable if one not in {*without, *people.refused}]
            if reachable:
                return dict.fromkeys(reachable, audience)
        return {}

    def part(self, lines: list[Line]) -> Part:
        """Number, state and last day of each; nothing of any post."""
        headline = ngettext(
            "%(count)d matter of the boards waits", "%(count)d matters of the boards wait", len(lines)
        ) % {"count": len(lines)}
        return Part(
            headline, "moderation/mail/waiting.txt", "moderation/mail/waiting.html", [_said(each) for each in lines]
        )


def _said(line: Line) -> dict[str, Any]:
    waits: Waits = line.matter
    number = {"number": waits.matter.pk}
    return {
        "title": (_("Objection in matter %(number)s") if waits.objection else _("Matter %(number)s")) % number,
        "state": waits.matter.get_state_display(),
        "due_on": waits.due_on,
        "late": line.late,
        "in_place": line.in_place,
        "url": f"{desk_address()}{reverse('moderation_matter', args=[waits.matter.pk])}",
    }


def _staff(departments: set[int | None]) -> dict[int | None, tuple[int, ...]]:
    """Who works for each department, its head included. Two queries."""
    found: dict[int | None, set[int]] = {}
    members = Membership.objects.filter(department__in=departments - {None})
    for department, user in members.values_list("department_id", "user_id"):
        found.setdefault(department, set()).add(user)
    heads = Department.objects.filter(pk__in=departments - {None}).exclude(head=None)
    for department, user in heads.values_list("pk", "head_id"):
        found.setdefault(department, set()).add(user)
    return {department: tuple(sorted(users)) for department, users in found.items()}
