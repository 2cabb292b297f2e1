"""The schedule (docs/adr/0021): every municipality's prompt acts each minute, then what may take its time.

One process does it at a time. Each municipality is locked by itself while its acts run, so a round that goes on beside
a slow act (:mod:`tenants.services.due_ticking`) passes over that one municipality and serves the others.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import traceback
from collections.abc import Callable, Mapping

from django.db import connection
from django.utils import timezone

from tenants.context import platform, tenant
from tenants.due import Did, DueAct, acts
from tenants.models import Municipality
from tenants.services.due_asking import STANDING, LeftOut, Questions
from tenants.services.due_notes import Notes, Outcome, begin_pass, end_pass
from tenants.services.due_ticking import meanwhile
from tenants.services.locks import Locks, session_locks

LOCK = "run due"
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
log = logging.getLogger(__name__)
Report = Callable[[Outcome], None]


def run_due(report: Report = lambda outcome: None) -> list[Outcome] | None:
    """Do everything due everywhere; one municipality that fails does not stop the rest.

    Returns how it went for each act that was run; nothing (``None``) while another process is at it.
    """
    with session_locks() as locks:
        if not locks.take(LOCK):
            return None
        with meanwhile(_prompt_round):
            return Round(locks, report).run()


def _prompt_round() -> None:
    with session_locks() as locks:
        Round(locks).run(patient=False)


class Round:
    """One round over all municipalities."""

    def __init__(self, locks: Locks, report: Report = lambda outcome: None) -> None:
        self._locks, self._report = locks, report
        self._outcomes: list[Outcome] = []
        self._busy = 0

    def run(self, *, patient: bool = True) -> list[Outcome]:
        """Prompt acts of all, then patient ones, beginning with those who have waited longest."""
        row = begin_pass()
        with platform():
            every = list(Municipality.objects.all())
            self._notes = Notes()
            self._acts = acts()
            self._questions = Questions(self._acts, timezone.localtime())
        waiting = [municipality for municipality in every if self._prompt(municipality)]
        if patient:
            with platform():
                self._questions = Questions(self._acts, timezone.localtime())  # some time may have gone by
            for municipality in sorted(waiting, key=self._waits_since):
                self._visit(municipality, patient=True)
        self._notes.flush()
        failed = sum(1 for outcome in self._outcomes if outcome.error)
        counts = {"acts": len(self._outcomes), "failed": failed, "put_off": self._busy}
        end_pass(row, municipalities=len(every), **counts)
        return self._outcomes

    def _prompt(self, municipality: Municipality) -> bool:
        """Do what is prompt; whether anything may be left that is patient. One query where nothing is due."""
        due = self._due(municipality)
        if any(not act.patient for act in due):
            self._visit(municipality, patient=False)
            return True  # what was done may have made more due
        return bool(due)

    def _due(self, municipality: Municipality) -> list[DueAct]:
        """Those of which the municipality's rows say so, and those that failed and are to be tried again."""
        try:
            with tenant(municipality):
                names = self._questions.due_here()
        except Exception as failure:  # whatever it is, the other municipalities' turn comes
            self._leave_out(municipality, failure)
            return []
        if self._notes.of(municipality, STANDING).failures:
            self._keep(municipality, Outcome(municipality.slug, STANDING, ""))
        now, due = timezone.now(), []
        for act in self._acts:
            known = self._notes.of(municipality, act.name)
            if (known.failures or act.name in names) and not known.is_left_alone(act, now):
                due.append(act)
        return due

    def _leave_out(self, municipality: Municipality, failure: Exception) -> None:
        """Said once a round and seen at the console, and over as soon as the municipality answers again."""
        if not isinstance(failure, LeftOut):
            log.error("%s could not be asked what is due", municipality.slug, exc_info=failure)
            _renew_connection()
        said = str(failure) if isinstance(failure, LeftOut) else _in_a_line(failure)
        self._keep(municipality, Outcome(municipality.slug, STANDING, said))

    def _visit(self, municipality: Municipality, *, patient: bool) -> None:
        """Asked again under the lock: another round may have been here meanwhile."""
        lock = f"{LOCK} {municipality.schema_name}"
        if not self._locks.take(lock):
            self._busy += 1
            return
        try:
            for act in self._due(municipality):
                if act.patient == patient:
                    self._keep(municipality, _run(act, municipality))
        finally:
            self._locks.give_back(lock)

    def _keep(self, municipality: Municipality, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._notes.keep(municipality, outcome)
        self._report(outcome)

    def _waits_since(self, municipality: Municipality) -> tuple[dt.datetime, str]:
        times = (self._notes.of(municipality, act.name).finished_at for act in self._acts if act.patient)
        return max((at for at in times if at), default=LONG_AGO), municipality.slug


def _run(act: DueAct, municipality: Municipality) -> Outcome:
    started, error = time.monotonic(), ""
    did: Did = {}
    try:
        with tenant(municipality):
            said = act.run()
        if isinstance(said, Mapping):
            did = said
    except Exception as failure:  # whatever it is, the other municipalities' turn comes
        log.exception("%s: %s failed", municipality.slug, act.name)
        error, did = _in_a_line(failure), getattr(failure, "did", {})  # before it failed
        _renew_connection()
    counts = {name: count for name, count in did.items() if count}
    return Outcome(municipality.slug, act.name, error, counts, time.monotonic() - started)


def _in_a_line(failure: Exception) -> str:
    return traceback.format_exception_only(failure)[-1].strip()


def _renew_connection() -> None:
    """One that failed may be the reason; the next query opens another."""
    if not connection.in_atomic_block:
        connection.close()
