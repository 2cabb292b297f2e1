"""How the schedule goes: for the console, the municipalities' desks and probes. Asks the platform's tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.health import probed_at
from tenants.context import platform
from tenants.due import acts, label
from tenants.models import DueDeed, DueNote, Municipality, SchedulePass

#: It runs each minute; after so long without a round that came to its end something is wrong.
LATE_AFTER = dt.timedelta(minutes=5)
PASSES = 30


@dataclass(frozen=True)
class Pulse:
    """When a round of the schedule last came to its end, and whether that is too long ago."""

    last: dt.datetime | None
    late: bool

    @property
    def sentence(self) -> str:
        """What is wrong, in a sentence; empty where nothing is."""
        if not self.late:
            return ""
        if self.last is None:
            return _("The schedule has never run. Until it does, nothing happens by date.")
        sentence = _("The schedule has not run since %(when)s. Until it does, nothing happens by date.")
        return sentence % {"when": f"{timezone.localtime(self.last):%Y-%m-%d %H:%M}"}


def pulse(now: dt.datetime | None = None) -> Pulse:
    """One query; a platform whose first municipality is minutes old is not late yet."""
    at = now or timezone.now()
    with platform():
        last = SchedulePass.objects.aggregate(last=Max("finished_at"))["last"]
        since = last or Municipality.objects.aggregate(first=Min("created_at"))["first"]
    return Pulse(last, since is not None and since < at - LATE_AFTER)


@probed_at("/schedulez")
def probe() -> str:
    """For whoever watches the installation: nothing, or what is wrong, in English."""
    found = pulse()
    if not found.late:
        return ""
    return f"the schedule has not run since {found.last:%Y-%m-%dT%H:%M:%SZ}" if found.last else "the schedule never ran"


@dataclass(frozen=True)
class ActSummary:
    """One act over all municipalities."""

    name: str
    patient: bool
    ran: int
    failing: int
    last: dt.datetime | None
    average: float | None
    longest: float | None

    @property
    def label(self) -> str:
        """In the reader's language."""
        return label(self.name)


def summaries() -> list[ActSummary]:
    """Every act, in the order in which they are done. One query, on the platform."""
    rows = DueNote.objects.order_by().values("act")
    found: dict[str, dict[str, Any]] = {
        row["act"]: row
        for row in rows.annotate(
            ran=Count("pk"),
            failing=Count("pk", ~Q(error="")),
            last=Max("finished_at"),
            average=Avg("seconds"),
            longest=Max("seconds"),
        )
    }
    nothing: dict[str, Any] = {"ran": 0, "failing": 0, "last": None, "average": None, "longest": None}
    return [
        ActSummary(act.name, act.patient, **{key: found.get(act.name, nothing)[key] for key in nothing})
        for act in acts()
    ]


def failing() -> QuerySet[DueNote]:
    """Every act that failed last time, the longest-standing first."""
    return DueNote.objects.exclude(error="").select_related("municipality").order_by("failed_since", "act")


def failing_of(municipality: Municipality) -> list[DueNote]:
    """The same of one municipality, wherever it is asked. One query."""
    with platform():
        return list(failing().filter(municipality_id=municipality.pk))


def passes() -> QuerySet[SchedulePass]:
    """The latest rounds."""
    return SchedulePass.objects.all()[:PASSES]


def days() -> Iterable[Any]:
    """What is kept of rounds, by day."""
    rows = SchedulePass.objects.order_by().annotate(day=TruncDate("started_at")).values("day")
    return rows.annotate(
        rounds=Count("pk"), cut_short=Count("pk", Q(finished_at=None)), acts=Sum("acts"), failed=Sum("failed")
    ).order_by("-day")


def notes_of(municipality: Municipality) -> list[DueNote]:
    """How each act went last in a municipality, in the order in which they are done."""
    order = {act.name: number for number, act in enumerate(acts())}
    return sorted(municipality.due_notes.all(), key=lambda note: (order.get(note.act, len(order)), note.act))


def deeds_of(municipality: Municipality) -> QuerySet[DueDeed]:
    """What was done for a municipality, the latest first. To be evaluated on the platform."""
    return DueDeed.objects.filter(municipality_id=municipality.pk)
