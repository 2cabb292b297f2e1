"""The clock of a case: how its due date came about, counted anew from what is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils import timezone

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import State
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.deadlines import Deadline, deadline
from cms.ordinance.holiday_source import public_holidays
from cms.ordinance.periods import Extension, Pause
from petitions.models import Case, CasePause, OddDay, PetitionSetting

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

    An objection's own time is ``statutory.objection_decision_due``. A merged petition is dealt with under the leading
    one, and so by its clock (영 제6조제6항).
    """
    if case.merged_into is not None and case.closed_at is None:
        case = case.merged_into
    if case.clock_from is None:
        return None
    return deadline(case.clock_from, case.period, days, _pauses(case, days, now), extensions_of(case))


def deadline_in_force(case: Case, days: Calendar, now: dt.datetime) -> Deadline | None:
    """What is waited for now: while an objection is pending its own time (법 제35조제2항), else the period's end."""
    objection = case.objection if case.at is State.OBJECTION else None
    if objection is None:
        return deadline_of(case, days, now)
    objected = days.local(objection.objected_at).date()
    return statutory.objection_decision_due(objected, days, objection.extended_days)


def recount(case: Case, days: Calendar, now: dt.datetime) -> None:
    """Set ``due_on`` and ``due_at`` from what is written down; nothing is saved."""
    objection = case.objection if case.at is State.OBJECTION else None
    if objection is not None:
        case.due_on, case.due_at = objection.due_on, None
        return
    due = deadline_of(case, days, now)
    case.due_on, case.due_at = (due.on, due.at) if due else (None, None)


def is_over(case: Case, days: Calendar, now: dt.datetime) -> bool:
    """Whether the time of the case is over; never while its clock stands still."""
    if case.due_on is None or open_pause(case) is not None:
        return False
    return days.local(now) > case.due_at if case.due_at else days.local(now).date() > case.due_on


def open_pause(case: Case) -> CasePause | None:
    """Why the clock stands still now; of a merged petition the leading one's."""
    return CasePause.objects.filter(case=case.merged_into_id or case.pk, ended_at=None).first()


def extensions_of(case: Case) -> tuple[Extension, ...]:
    """Those of the period that runs: after a reopening the earlier ones count no more."""
    since = case.clock_from
    return tuple(
        Extension(row.amount, row.consented) for row in case.extensions.all() if since is None or row.at >= since
    )


def survey_days(case: Case, days: Calendar, now: dt.datetime) -> int:
    """Calendar days that field surveys have taken, begun ones counted whole."""
    return sum(_whole_days(row, days, now) for row in case.pauses.all() if row.ground == PauseGround.SURVEY)


def survey_over(case: Case, days: Calendar) -> dt.datetime | None:
    """The moment at which the days of the field survey that lasts are used up; None where none lasts."""
    return _survey_over([row for row in case.pauses.all() if row.ground == PauseGround.SURVEY], days)


def _survey_over(rows: Sequence[CasePause], days: Calendar) -> dt.datetime | None:
    lasting = next((row for row in rows if row.ended_at is None), None)
    if lasting is None:
        return None
    taken = sum(_whole_days(row, days, lasting.began_at) for row in rows if row is not lasting)
    after = statutory.survey_last_day(days.local(lasting.began_at).date(), taken) + dt.timedelta(1)
    return max(lasting.began_at, dt.datetime.combine(after, dt.time(), days.zone))


def _whole_days(row: CasePause, days: Calendar, now: dt.datetime) -> int:
    """An end at midnight is the day before."""
    ended = row.ended_at or now
    last = max(row.began_at, ended - dt.timedelta(microseconds=1))
    return (days.local(last).date() - days.local(row.began_at).date()).days + 1


def objection_due(objected_at: dt.datetime, days: Calendar, extended: int = 0) -> dt.date:
    """The last day for deciding an objection (법 제35조제2항)."""
    return statutory.objection_decision_due(days.local(objected_at).date(), days, extended).on


def _pauses(case: Case, days: Calendar, now: dt.datetime) -> Iterable[Pause]:
    """Pauses after the clock began. Whole days for a supplement: the day it was sent and the day it came included."""
    rows = list(case.pauses.all())
    found, over = [], _survey_over([row for row in rows if row.ground == PauseGround.SURVEY], days)
    for row in rows:
        ended = row.ended_at or max(_until(row, over, now), row.began_at)
        if case.clock_from is None or ended < case.clock_from:
            continue
        if row.ground == "supplement" and not case.period.is_in_hours:
            first, last = days.local(row.began_at).date(), days.local(ended).date()
            found.append(Pause.of_days(first, last, days.zone))
        else:
            found.append(Pause(row.began_at, ended))
    return found


def _until(row: CasePause, over: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """How far a pause that lasts has come: a field survey no further than its days."""
    return min(now, over) if over is not None and row.ground == PauseGround.SURVEY else now
