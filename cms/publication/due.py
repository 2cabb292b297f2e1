"""What the schedule does for publications: by date each minute; each night it proves the register."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.publication.models import PublicationRegister, PublicSweep, RegisterCheck
from cms.publication.onboarding import enter_unregistered
from cms.publication.scheduled import expired, publish_scheduled, to_go_live
from cms.publication.sweeping import sweep
from cms.publication.verify import record
from tenants.due import Condition, Question, due_act, there_are, there_are_none

#: Not before this hour of the municipality's day.
HOUR = 3
log = logging.getLogger(__name__)


class RegisterBroken(Exception):  # noqa: N818 - what happened, not a slip of ours
    """The register does not hold; its faults are the message."""


def _has_its_date(now: dt.datetime) -> Sequence[Condition]:
    return [there_are(to_go_live(now)), *map(there_are, expired(now))]


@due_act(
    gettext_noop("scheduled publishing"),
    order=20,
    when=_has_its_date,
    says={
        "published": ngettext_lazy("%(count)s page published", "%(count)s pages published", "count"),
        "ended": ngettext_lazy("%(count)s page ended", "%(count)s pages ended", "count"),
        "refused": ngettext_lazy("%(count)s page refused", "%(count)s pages refused", "count"),
    },
)
def publish_on_its_date() -> Mapping[str, int]:
    """Publish and end what editors have put on a date."""
    return publish_scheduled()


def _is_unproven(now: dt.datetime) -> Question:
    empty = there_are_none(PublicationRegister.objects.all())
    return [empty, there_are_none(RegisterCheck.objects.filter(at__gte=_midnight(now)))] if now.hour >= HOUR else empty


def _midnight(now: dt.datetime) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(now.date(), dt.time.min))


@due_act(
    gettext_noop("verification of the register"),
    order=110,
    patient=True,
    when=_is_unproven,
    says={
        "rows": ngettext_lazy("%(count)s row verified", "%(count)s rows verified", "count"),
        "entered": ngettext_lazy("%(count)s page entered", "%(count)s pages entered", "count"),
    },
)
def verify_register_nightly() -> dict[str, int]:
    """Once a day; an empty register is begun at once. The head goes to the log, which stands outside of the database.

    :raises RegisterBroken: so that the schedule's own note shows it to the platform's operators.
    """
    entered = 0
    if not PublicationRegister.objects.exists():
        entered = enter_unregistered()  # a municipality that is older than its register; its files wait for this
    now = timezone.localtime()
    if now.hour < HOUR or RegisterCheck.objects.filter(at__gte=_midnight(now)).exists():
        last = RegisterCheck.objects.first()
        if last and last.faults:
            raise RegisterBroken(" ".join(last.faults))
        return {"entered": entered}
    verdict = record()
    log.info("%s: register holds %s rows, the last one %s", connection.schema_name, verdict.number, verdict.head)
    if not verdict.holds:
        raise RegisterBroken(" ".join(verdict.faults))
    return {"entered": entered, "rows": verdict.number}


@due_act(
    gettext_noop("look through the public pages"),
    order=120,
    patient=True,
    when=lambda now: now.hour >= HOUR and there_are_none(PublicSweep.objects.filter(on=now.date())),
    says={
        "pages": ngettext_lazy("%(count)s page looked at", "%(count)s pages looked at", "count"),
        "faults": ngettext_lazy("%(count)s could not go out today", "%(count)s could not go out today", "count"),
    },
)
def look_through_nightly() -> dict[str, int]:
    """Once a day, after the register."""
    now = timezone.localtime()
    if now.hour < HOUR or PublicSweep.objects.filter(on=now.date()).exists():
        return {}
    found = sweep(now.date())
    return {"pages": found.pages, "faults": len(found.faults)}
