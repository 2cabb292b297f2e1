"""In which message somebody is told: one a person a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.pages.models.escalation import Digest, EscalationStep, Mention, Told
from cms.pages.working_days import calendar


@dataclass
class Bag:
    """What is to be told to whom: steps of pages, and what other rooms have to say."""

    told: list[Told] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add_step(self, step: EscalationStep, hearers: Mapping[int, str]) -> None:
        """They are told of a page, each as what."""
        self.told += [Told(step=step, person_id=person, audience=audience) for person, audience in hearers.items()]

    def add_mention(self, kind: str, matter: str, step: int, hearers: Mapping[int, str]) -> None:
        """They are told of another room's matter, each as what."""
        said = {"kind": kind, "matter": matter, "step": step}
        self.mentions += [Mention(**said, person_id=person, audience=audience) for person, audience in hearers.items()]

    def put(self, addresses: Mapping[int, str], at: dt.datetime) -> list[Digest]:
        """Into each person's one message; steps of pages must be saved."""
        rows: list[Told | Mention] = [*self.told, *self.mentions]
        digests = digests_for(list(dict.fromkeys(row.person_id for row in rows)), addresses, at)
        of_person = {digest.person_id: digest for digest in digests}
        for row in rows:
            row.digest = of_person[row.person_id]
        Told.objects.bulk_create(self.told, batch_size=1000)
        Mention.objects.bulk_create(self.mentions, batch_size=1000)
        return digests


def digests_for(people: Collection[int], addresses: Mapping[int, str], at: dt.datetime) -> list[Digest]:
    """The message for each of them: today's while it waits, the next working day's when today's is out of the house.

    Saved; a person who had none of today gets one. One query to look, one to write.
    """
    today = timezone.localtime(at).date()
    known: dict[int, list[Digest]] = defaultdict(list)
    for row in Digest.objects.filter(person_id__in=people, day__gte=today).order_by("day"):
        known[row.person_id].append(row)
    found, new = [], []
    for person in people:
        waiting = next((row for row in known[person] if row.state == Digest.State.WAITING), None)
        if waiting is None:
            day, moment = (today, at) if not known[person] else _next_opening(known[person][-1].day)
            waiting = Digest(person_id=person, day=day, address=addresses[person], next_attempt_at=moment)
            new.append(waiting)
        found.append(waiting)
    Digest.objects.bulk_create(new)
    return found


def _next_opening(day: dt.date) -> tuple[dt.date, dt.datetime]:
    known: Calendar = calendar(day)
    later = known.next_working_day(day + dt.timedelta(days=1))
    return later, timezone.make_aware(dt.datetime.combine(later, known.hours.opens))
