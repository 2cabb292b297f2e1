"""The clock of a case: how its due date came about, counted anew from what is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.utils import timezone

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import State
from cms.ordinance.deadlines import Deadline, deadline
from cms.ordinance.holiday_source import public_holidays
from cms.ordinance.periods import Extension, Pause
from petitions.models import Case, OddDay, PetitionSetting

#: Years around today: what the oldest case needs, and the longest period.
BACK, AHEAD = 12, 12


def calendar(now: dt.datetime | None = None) -> Calendar:
    """The municipality's own calendar: public holidays, its odd days, its working hours. Two queries."""
    year = timezone.localtime(now).year
    odd = list(OddDay.objects.all())
    return Calendar(
        _holidays(year),
        (year - BACK, year + AHEAD),
        extra_holidays={row.day: row.name for row in odd if not row.worked},
        extra_working_days=frozenset(row.day for row in odd if row.worked),
        hours=PetitionSetting.current().hours,
    )


@lru_cache(maxsize=4)
def _holidays(year: int) -> dict[dt.date, str]:
    return dict(public_holidays(year - BACK, year + AHEAD))


def deadline_of(case: Case, days: Calendar, now: dt.datetime) -> Deadline | None:
    """When the case is due, day by day; None before its period runs. While it stands still, as if it went on now.

    An objection's own time is ``statutory.objection_decision_due``.
    """
    if case.clock_from is None:
        return None
    return deadline(case.clock_from, case.period, days, _pauses(case, days, now), _extensions(case))


def deadline_in_force(case: Case, days: Calendar, now: dt.datetime) -> Deadline | None:
    """What is waited for now: while an objection is pending its own time (법 제35조제2항), else the period's end."""
    objection = getattr(case, "objection", None)
    if case.at is not State.OBJECTION or objection is None:
        return deadline_of(case, days, now)
    objected = days.local(objection.objected_at).date()
    return statutory.objection_decision_due(objected, days, objection.extended_days)


def recount(case: Case, days: Calendar, now: dt.datetime) -> None:
    """Set ``due_on`` and ``due_at`` from what is written down; nothing is saved."""
    objection = getattr(case, "objection", None)
    if case.state == "objection" and objection is not None:
        case.due_on, case.due_at = objection.due_on, None
        return
    due = deadline_of(case, days, now)
    case.due_on, case.due_at = (due.on, due.at) if due else (None, None)


def is_over(case: Case, days: Calendar, now: dt.datetime) -> bool:
    """Whether the time of the case is over; never while its clock stands still."""
    if case.due_on is None or case.pauses.filter(ended_at=None).exists():
        return False
    return days.local(now) > case.due_at if case.due_at else days.local(now).date() > case.due_on


def objection_due(objected_at: dt.datetime, days: Calendar, extended: int = 0) -> dt.date:
    """The last day for deciding an objection (법 제35조제2항)."""
    return statutory.objection_decision_due(days.local(objected_at).date(), days, extended).on


def _pauses(case: Case, days: Calendar, now: dt.datetime) -> Iterable[Pause]:
    """Pauses after the clock began. Whole days for a supplement: the day it was sent and the day it came included."""
    found = []
    for row in case.pauses.all():
        ended = row.ended_at or max(now, row.began_at)
        if case.clock_from is None or ended < case.clock_from:
            continue
        if row.ground == "supplement" and not case.period.is_in_hours:
            first, last = days.local(row.began_at).date(), days.local(ended).date()
            found.append(Pause.of_days(first, last, days.zone))
        else:
            found.append(Pause(row.began_at, ended))
    return found


def _extensions(case: Case) -> tuple[Extension, ...]:
    since = case.clock_from
    return tuple(
        Extension(row.amount, row.consented) for row in case.extensions.all() if since is None or row.at >= since
    )
