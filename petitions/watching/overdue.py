"""Which cases are open, stand still, are overdue or due soon, as conditions for the database."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cms.ordinance.calendar import Calendar
from cms.ordinance.statutory import RECEIPT_HOURS
from cms.ordinance.working_time_left import SOON_DAYS, working_seconds
from petitions.models import Case, CasePause

_DAY = dt.timedelta(1)


def overdue(now: dt.datetime, days: Calendar) -> QuerySet[Case]:
    """Every case whose time is over and runs; merged ones are dealt with, and dunned, under the leading one."""
    return Case.objects.filter(is_over(now, days), merged_into=None)


def is_open() -> Q:
    """What somebody still has to do something for."""
    return Q(closed_at=None, erased_at=None)


def is_paused() -> Q:
    """Whose clock stands still now; of a merged petition the leading one's."""
    dealt_with = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    return Q(Exists(CasePause.objects.filter(case=dealt_with, ended_at=None)))


def is_over(now: dt.datetime, days: Calendar) -> Q:
    """Overdue: the time is over and runs."""
    today = days.local(now).date()
    past = Q(due_at=None, due_on__lt=today) | Q(due_at__lt=now)
    return is_open() & Q(due_on__lte=today) & past & ~is_paused()


def is_due_today(now: dt.datetime, days: Calendar) -> Q:
    """Due today, and not over yet."""
    return is_open() & Q(due_on=days.local(now).date()) & (Q(due_at=None) | Q(due_at__gte=now)) & ~is_paused()


def is_due_soon(now: dt.datetime, days: Calendar) -> Q:
    """Due after today, within the working days that count as soon."""
    today = days.local(now).date()
    last, number = today, 0
    while number < SOON_DAYS:
        last += _DAY
        number += days.is_working_day(last)
    return is_open() & Q(due_on__gt=today, due_on__lte=last) & ~is_paused()


def is_unreceived_too_long(now: dt.datetime, days: Calendar) -> Q:
    """Arrived more than eight working hours ago and not received (영 제6조제7항)."""
    return is_open() & Q(state="submitted", arrived_at__lt=working_hours_ago(RECEIPT_HOURS, now, days))


def working_hours_ago(hours: int, now: dt.datetime, days: Calendar) -> dt.datetime:
    """The latest moment since which so many working hours have passed."""
    wanted, end = hours * 3600, days.local(now)
    day = end.replace(hour=0, minute=0, second=0, microsecond=0)
    while (passed := working_seconds(day, end, days)) < wanted:
        day -= _DAY
    spare = passed - wanted  # of that day, before the moment
    for opens, closes in days.spans:
        if spare < closes - opens:
            break
        spare -= closes - opens
    return day + dt.timedelta(seconds=opens + spare)
