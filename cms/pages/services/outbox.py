"""In which message somebody is told: one a person a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.pages.models.escalation import Digest
from cms.pages.working_days import calendar


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
