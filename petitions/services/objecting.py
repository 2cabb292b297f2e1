"""The register of objections (이의신청 처리대장, 영 제40조): numbered by year, each with its own clock."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import Max

from cms.ordinance.calendar import Calendar
from petitions import clock
from petitions.models import Case, Objection

_LOCK = 360035


def register(case: Case, reason: str, days: Calendar, now: dt.datetime) -> Objection:
    """A new line, numbered without gaps; within a transaction."""
    with connection.cursor() as cursor:  # two objections at once get two numbers
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
    year = days.local(now).year
    last = Objection.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    row = Objection.objects.create(
        case=case,
        year=year,
        serial=last + 1,
        objected_at=now,
        reason=reason,
        due_on=clock.objection_due(now, days),
    )
    return row


def extend(case: Case, more: int, days: Calendar) -> Objection:
    """So many days from the day after the last (법 제35조제2항)."""
    row = _pending(case)
    row.extended_days = more
    row.due_on = clock.objection_due(row.objected_at, days, more)
    row.save()
    return row


def decide(case: Case, outcome: str, now: dt.datetime) -> None:
    """Uphold, dismiss or withdraw."""
    row = _pending(case)
    row.outcome, row.decided_at = outcome, now
    row.save()


def _pending(case: Case) -> Objection:
    return case.objections.select_for_update().get(decided_at=None)
