"""Counting the periods of open petitions anew when holidays or working hours change (기한 재계산).

A change writes down that a recount is asked for; the schedule does it case by case, each in its own transaction, so
that it can be killed and goes on. A petition whose due date changes gets a line of history, and its petitioner a
notice.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.ordinance.verdict import FactsError
from petitions import clock
from petitions.models import Case, OddDay, PetitionSetting, Recount
from petitions.services.acting import SCHEDULE, lock, log

EVENT = "recount"
_AT_ONCE = 500


@receiver([post_save, post_delete], sender=OddDay, dispatch_uid="petitions.recount.days")
@receiver(post_save, sender=PetitionSetting, dispatch_uid="petitions.recount.hours")
def ask(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    """A recount is asked for, unless one waits already or no case is open."""
    if not raw and not waiting().exists() and counted().exists():
        Recount.objects.create()


def waiting() -> QuerySet[Recount]:
    """Recounts that are to be done."""
    return Recount.objects.filter(done_at=None)


def counted() -> QuerySet[Case]:
    """Cases whose period runs, or will go on."""
    return Case.objects.filter(closed_at=None, clock_from__isnull=False, erased_at=None)


def recount_due(now: dt.datetime | None = None) -> int:
    """Do what was asked for; how many due dates changed."""
    asked = list(waiting().order_by("pk"))
    if not asked:
        return 0
    changed = recount_all(now or timezone.now())
    Recount.objects.filter(pk__in=[row.pk for row in asked]).update(done_at=timezone.now(), changed=changed)
    return changed


def recount_all(now: dt.datetime) -> int:
    """Every open case; first without a lock, as most stay as they are."""
    days, changed, last = clock.calendar(now), 0, 0
    rows = counted().prefetch_related("pauses", "extensions", "supplements", "objections").order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        changed += sum(_recount(case, days, now) for case in some if _differs(case, days, now))
        last = some[-1].pk
    return changed


def _differs(case: Case, days: Calendar, now: dt.datetime) -> bool:
    before = (case.due_on, case.due_at)
    try:
        clock.recount(case, days, now)
    except FactsError:  # years whose holidays nobody knows yet: it stays as it was counted
        return False
    return (case.due_on, case.due_at) != before or _objection_moves(case, days) or _supplement_moves(case, days)


def _recount(case: Case, days: Calendar, now: dt.datetime) -> bool:
    """Under its lock, once more; whether its due date changed."""
    with transaction.atomic():
        held = lock(case)
        if held.closed_at is not None or held.clock_from is None:
            return False
        before = _due(held)
        _move_objection(held, days)
        _move_supplement(held, days)
        clock.recount(held, days, now)
        after = _due(held)
        if before == after:
            return False
        held.version += 1
        held.save(update_fields=["due_on", "due_at", "version"])
        told = clock.open_pause(held) is None  # while it stands still, no day is fixed
        log(held, EVENT, SCHEDULE, facts={"before": before, "after": after}, told=told, now=now)
        return True


def _due(case: Case) -> str:
    moment = timezone.localtime(case.due_at).isoformat(timespec="minutes") if case.due_at else ""
    return moment or (case.due_on.isoformat() if case.due_on else "")


def _objection_moves(case: Case, days: Calendar) -> bool:
    objection = case.objection if case.state == "objection" else None
    return objection is not None and bool(
        objection.due_on != clock.objection_due(objection.objected_at, days, objection.extended_days)
    )


def _move_objection(case: Case, days: Calendar) -> None:
    """An objection has a time of its own (법 제35조제2항), which the same holidays lengthen."""
    objection = case.objection
    if objection is not None and _objection_moves(case, days):
        objection.due_on = clock.objection_due(objection.objected_at, days, objection.extended_days)
        objection.save(update_fields=["due_on"])


def _supplement_moves(case: Case, days: Calendar) -> bool:
    return any(row.closed_at is None and not days.is_working_day(row.due_on) for row in case.supplements.all())


def _move_supplement(case: Case, days: Calendar) -> None:
    """A last day that is a holiday now carries over to the next working day (민법 제161조). It never gets shorter."""
    for row in case.supplements.filter(closed_at=None):
        if not days.is_working_day(row.due_on):
            row.due_on = days.next_working_day(row.due_on)
            row.save(update_fields=["due_on"])
