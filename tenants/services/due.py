"""The schedule: each due act for each municipality, and a note of how it went."""

import io
import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tenants.context import platform, tenant
from tenants.due import DueAct, acts, due_act
from tenants.models import DueNote, Municipality
from tenants.services.locks import session_lock

LOCK = "run due"
KEEP_TASK_RESULTS_DAYS = 14
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How one act went for one municipality; ``error`` is empty when it went well."""

    municipality: str
    act: str
    error: str


@due_act("scheduled publishing")
def publish_scheduled() -> None:
    """Publish and expire what editors have put on a date; Wagtail's command sees the present schema only."""
    call_command("publish_scheduled", stdout=io.StringIO())


@due_act("old task results")
def prune_task_results() -> None:
    """Forget results that nobody will ask for any more."""
    before = timezone.now() - timedelta(days=KEEP_TASK_RESULTS_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def run_due(report: Callable[[str], None]) -> list[Outcome] | None:
    """Do everything due everywhere; one municipality that fails does not stop the rest.

    Nothing (``None``) while another process is at it.
    """
    with session_lock(LOCK, wait=False) as free:
        if not free:
            return None
        with platform():
            municipalities = list(Municipality.objects.all())
        outcomes = [_run(act, municipality) for municipality in municipalities for act in acts()]
    for outcome in outcomes:
        if outcome.error:
            report(f"{outcome.municipality}: {outcome.act}: {outcome.error}")
    return outcomes


def _run(act: DueAct, municipality: Municipality) -> Outcome:
    started, error = time.monotonic(), ""
    try:
        with tenant(municipality):
            act.run()
    except Exception as failure:  # whatever it is, the other municipalities' turn comes
        log.exception("%s: %s failed", municipality.slug, act.name)
        error = traceback.format_exception_only(failure)[-1].strip()
        if not connection.in_atomic_block:
            connection.close()  # a connection that failed may be the reason; the next act gets a new one
    _note(act, municipality, time.monotonic() - started, error)
    return Outcome(municipality.slug, act.name, error)


def _note(act: DueAct, municipality: Municipality, seconds: float, error: str) -> None:
    with platform(), transaction.atomic():
        DueNote.objects.update_or_create(
            municipality=municipality, act=act.name, defaults={"seconds": seconds, "error": error}
        )
