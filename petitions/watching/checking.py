"""The monthly check (매월 1회 이상 확인ㆍ점검, 영 제28조제2항): what is overdue, who was dunned, who looked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from cms.ordinance.monthly_check import is_check_due
from petitions.models import Case, CaseEvent, MonthlyCheck
from petitions.watching.overdue import overdue


def last_check() -> MonthlyCheck | None:
    """The latest one."""
    return MonthlyCheck.objects.first()


def is_due(now: dt.datetime, days: Calendar) -> bool:
    """Whether this month's check is still to be made."""
    last = last_check()
    return is_check_due(days.local(last.at).date() if last else None, now, days)


@transaction.atomic
def check(user: Any, remark: str, days: Calendar, now: dt.datetime | None = None) -> MonthlyCheck:
    """Write down that the petitions were checked, with the figures of the moment."""
    now, last = now or timezone.now(), last_check()
    dunned = CaseEvent.objects.filter(event=Event.DUN.value)
    if last is not None:
        dunned = dunned.filter(at__gt=last.at)
    return MonthlyCheck.objects.create(
        by=user,
        by_name=user.get_full_name() or user.get_username(),
        open=Case.objects.filter(closed_at=None, erased_at=None).count(),
        overdue=overdue(now, days).count(),
        dunned=dunned.count(),
        remark=remark.strip(),
    )


def with_dunned(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with whether it was ever dunned."""
    letters = CaseEvent.objects.filter(case=OuterRef("pk"), event=Event.DUN.value)
    return cases.annotate(was_dunned=Exists(letters))
