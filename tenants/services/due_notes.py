"""What is kept of the schedule: how each act went last, what was done, when each round began and ended."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from tenants.context import platform
from tenants.due import Did, DueAct
from tenants.models import DueDeed, DueNote, Municipality, SchedulePass

KEEP_PASSES = dt.timedelta(days=7)
KEEP_DEEDS = dt.timedelta(days=100)
#: A patient act that fails is tried again after so many minutes, doubled each time, at most the last.
FIRST_WAIT, LAST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
_HOW_IT_WENT = ["finished_at", "seconds", "error", "failed_since", "failures"]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How one act went for one municipality; ``error`` is empty when it went well."""

    municipality: str
    act: str
    error: str
    did: Did = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class Known:
    """How an act went last time."""

    finished_at: dt.datetime | None = None
    failures: int = 0
    failed_since: dt.datetime | None = None

    def is_left_alone(self, act: DueAct, now: dt.datetime) -> bool:
        """Whether it is too early for the act, whatever the rows say: a patient one failed, or one rests."""
        wait = act.rest
        if self.failures:
            wait = min(FIRST_WAIT * 2 ** min(self.failures - 1, 10), LAST_WAIT) if act.patient else dt.timedelta()
        return self.finished_at is not None and self.finished_at <= now < self.finished_at + wait


class Notes:
    """Notes of one round. What was done and what failed is written at once, the rest together at the end."""

    def __init__(self) -> None:
        rows = DueNote.objects.values_list("municipality_id", "act", "finished_at", "failures", "failed_since", "error")
        self._known = {
            (municipality, act): Known(at, max(failures, bool(error)), since)
            for municipality, act, at, failures, since, error in rows
        }
        self._quiet: list[DueNote] = []

    def of(self, municipality: Municipality, act: str) -> Known:
        """How it went last time, as far as this round knows."""
        return self._known.get((municipality.pk, act), Known())

    def keep(self, municipality: Municipality, outcome: Outcome) -> None:
        """Note how an act went just now."""
        now, before = timezone.now(), self.of(municipality, outcome.act)
        failures = before.failures + 1 if outcome.error else 0
        since = (before.failed_since or now) if outcome.error else None
        self._known[municipality.pk, outcome.act] = Known(now, failures, since)
        note = DueNote(
            municipality_id=municipality.pk,
            act=outcome.act,
            seconds=outcome.seconds,
            error=outcome.error,
            failures=failures,
            failed_since=since,
        )
        if outcome.did:
            note.did, note.did_at = dict(outcome.did), now
            _write([note], [*_HOW_IT_WENT, "did", "did_at"], _deed(note))
        elif outcome.error or before.failures:
            _write([note], _HOW_IT_WENT)
        else:
            self._quiet.append(note)

    def flush(self) -> None:
        """Write what is left. To be called at the end."""
        latest = {(note.municipality_id, note.act): note for note in self._quiet}
        self._quiet = []
        _write(latest.values(), _HOW_IT_WENT)


def begin_pass() -> SchedulePass:
    """A round begins."""
    with platform():
        return SchedulePass.objects.create()


def end_pass(row: SchedulePass, **counts: int) -> None:
    """A round is over; what is older than is kept goes."""
    now = timezone.now()
    with platform():
        SchedulePass.objects.filter(pk=row.pk).update(finished_at=now, **counts)
        SchedulePass.objects.filter(started_at__lt=now - KEEP_PASSES).delete()
        DueDeed.objects.filter(at__lt=now - KEEP_DEEDS).delete()


def _deed(note: DueNote) -> DueDeed:
    return DueDeed(
        municipality_id=note.municipality_id, act=note.act, at=note.did_at, seconds=note.seconds, did=note.did
    )


def _write(notes: Iterable[DueNote], fields: list[str], *deeds: Any) -> None:
    """Notes are no reason to leave a municipality without its schedule: what cannot be written goes to the log."""
    try:
        with platform(), transaction.atomic():
            DueNote.objects.bulk_create(
                notes, update_conflicts=True, unique_fields=["municipality", "act"], update_fields=fields
            )
            DueDeed.objects.bulk_create(deeds)
    except DatabaseError:
        log.exception("The schedule's notes could not be written")
