"""What petitioners are told because a day comes: a supplement's last day, and every thirty days how far things are."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from cms.ordinance import monthly_check
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import TABLE, Event, State
from cms.ordinance.statutory import PROGRESS_DAYS
from petitions import clock
from petitions.models import Case, Supplement
from petitions.notices.composing import language_of
from petitions.notices.work_words import REMINDED, standard_progress
from petitions.services.acting import SCHEDULE, Refused, act, lock, log
from petitions.services.gifts import Gift

logger = logging.getLogger(__name__)
#: So many days before the last one; a demand that gives no more is not reminded of.
WARN = 3
#: States in which the petitioner can be told how far things are.
_OPEN = frozenset(state.value for state, event in TABLE if event is Event.TELL_PROGRESS)


def ending(today: dt.date) -> QuerySet[Supplement]:
    """Open demands whose last day comes."""
    until = today + dt.timedelta(days=WARN)
    rows = Supplement.objects.filter(closed_at=None, days__gt=WARN, due_on__gte=today, due_on__lte=until)
    return rows.filter(case__state=State.SUPPLEMENT.value)


def remind() -> int:
    """Tell petitioners whose supplement is still awaited, once for each last day; how many."""
    today = timezone.localdate()
    return sum(_remind(pk, today) for pk in list(ending(today).values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, today: dt.date) -> bool:
    case = lock(Case.objects.get(supplements=pk))
    row = ending(today).filter(pk=pk).first()
    if row is None:
        return False
    until = row.due_on.isoformat()
    if case.events.filter(event=REMINDED, facts__until=until).exists():
        return False
    log(case, REMINDED, SCHEDULE, facts={"until": until}, told=True)
    return True


def long_open(now: dt.datetime) -> QuerySet[Case]:
    """Cases that have been open for thirty days or more."""
    since = now - dt.timedelta(days=PROGRESS_DAYS)
    return Case.objects.filter(closed_at=None, received_at__lte=since, state__in=_OPEN)


def untold(case: Case, days: Calendar, now: dt.datetime) -> tuple[dt.date, ...]:
    """The days by which the petitioner should have been told how far things are, and has not been (영 제23조)."""
    if case.received_at is None:
        return ()
    told = case.events.filter(event=Event.TELL_PROGRESS.value).values_list("at", flat=True)
    sent = {days.local(at).date() for at in told}
    return monthly_check.progress_due(case.received_at, sent, now, days, case.closed_at)


def tell_progress() -> int:
    """Where no officer told the petitioner by the end of the day, a standard notice does; how many.

    In the morning of that day the officer has been asked to write one, in the day's message.
    """
    now, count = timezone.now(), 0
    days = clock.calendar(now)
    leading_first = F("merged_into").asc(nulls_first=True)  # what they are told their merged ones are told with them
    for case in long_open(now).order_by(leading_first, "pk").iterator(chunk_size=200):
        if any(_is_over(day, days, now) for day in untold(case, days, now)):
            count += _tell(case)
    return count


def _is_over(day: dt.date, days: Calendar, now: dt.datetime) -> bool:
    local = days.local(now)
    return day < local.date() or (day == local.date() and local.time() >= days.hours.closes)


def _tell(case: Case) -> bool:
    try:
        gift = Gift(text=standard_progress(language_of(case)), echo=case.merged_into_id is not None)
        act(case, Event.TELL_PROGRESS, SCHEDULE, gift)
    except Refused as refused:
        logger.error("%s: no progress notice for %s: %s", connection.schema_name, case.number, refused)
        return False
    return True
