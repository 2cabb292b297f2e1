"""What the schedule does for publications: each night it proves the register."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection
from django.utils import timezone

from cms.publication.models import PublicationRegister, PublicSweep, RegisterCheck
from cms.publication.onboarding import enter_unregistered
from cms.publication.sweeping import sweep
from cms.publication.verify import record
from tenants.due import due_act

#: Not before this hour of the municipality's day.
HOUR = 3
log = logging.getLogger(__name__)


class RegisterBroken(Exception):  # noqa: N818 - what happened, not a slip of ours
    """The register does not hold; its faults are the message."""


@due_act("verification of the register")
def verify_register_nightly() -> None:
    """Once a day; an empty register is begun at once. The head goes to the log, which stands outside of the database.

    :raises RegisterBroken: so that the schedule's own note shows it to the platform's operators.
    """
    if not PublicationRegister.objects.exists():
        enter_unregistered()  # a municipality that is older than its register; its files wait for this
    now = timezone.localtime()
    midnight = timezone.make_aware(dt.datetime.combine(now.date(), dt.time.min))
    if now.hour < HOUR or RegisterCheck.objects.filter(at__gte=midnight).exists():
        last = RegisterCheck.objects.first()
        if last and last.faults:
            raise RegisterBroken(" ".join(last.faults))
        return
    verdict = record()
    log.info("%s: register holds %s rows, the last one %s", connection.schema_name, verdict.number, verdict.head)
    if not verdict.holds:
        raise RegisterBroken(" ".join(verdict.faults))


@due_act("look through the public pages")
def look_through_nightly() -> None:
    """Once a day, after the register."""
    now = timezone.localtime()
    if now.hour >= HOUR and not PublicSweep.objects.filter(on=now.date()).exists():
        sweep(now.date())
