"""Each night the state at the end of the day before is put on record: what a page, an opinion or a link does not
remember of itself (which department, which title, until when it was in time) cannot be asked afterwards.

Only news is written: a page costs a row when something about it has changed, not a row a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from cms.core.dates import local_day
from cms.evaluation.models import Fact, FactKind, NotedDay, last_noted
from cms.evaluation.periods import DAY
from cms.feedback.models import Opinion
from cms.links.models import BrokenLink
from cms.pages.models import PageRecord
from tenants.services.locks import transaction_lock

_SAID = ("open", "page_id", "page_title", "department_id", "department_name", "due_on", "since", "ended_on")
_REPORTS = (Opinion.Kind.ERROR, Opinion.Kind.IMPROVEMENT)
_TAKEN_UP = (Opinion.State.OPEN, Opinion.State.REFLECTED, Opinion.State.DECLINED)


def lock() -> bool:
    """Until the transaction ends; False while another process notes or closes in this municipality."""
    return transaction_lock(f"evaluation {connection.schema_name}")


@transaction.atomic
def note(now: dt.datetime | None = None) -> NotedDay | None:
    """Put yesterday's end on record. Nothing where it stands already or another process is at it.

    Run late, it finds pages as they are by then; opinions and links that came after midnight are left for tomorrow.
    """
    day = timezone.localtime(now).date() - DAY
    if not lock():
        return None
    noted = last_noted()
    if noted is not None and noted >= day:
        return None
    news = [*_news(FactKind.PAGE, day, _pages(day)), *_news(FactKind.OPINION, day, _opinions(day))]
    news += _news(FactKind.LINK, day, _links(day))
    Fact.objects.bulk_create(news, batch_size=1000)
    return NotedDay.objects.create(day=day, facts=len(news))


def latest(kind: str, day: dt.date) -> dict[int, Fact]:
    """What is known of each subject at the end of a day."""
    rows = Fact.objects.filter(kind=kind, day__lte=day).order_by("subject_id", "-day").distinct("subject_id")
    return {row.subject_id: row for row in rows}


def _news(kind: str, day: dt.date, present: Iterator[Fact]) -> list[Fact]:
    """The facts that say something else than the last ones; what is gone is closed on the day."""
    known = latest(kind, day)
    news = []
    for fact in present:
        fact.kind, fact.day = kind, day
        before = known.pop(fact.subject_id, None)
        if before is None or _differs(before, fact):
            news.append(fact)
    return news + [_ended(row, day) for row in known.values() if row.open]


def _differs(before: Fact, fact: Fact) -> bool:
    """What is over stays as it was, whatever its department is called later."""
    over = not before.open and not fact.open
    return not over and any(getattr(before, name) != getattr(fact, name) for name in _SAID)


def _ended(row: Fact, day: dt.date) -> Fact:
    said = {name: getattr(row, name) for name in _SAID} | {"open": False, "due_on": None}
    return Fact(kind=row.kind, subject_id=row.subject_id, day=day, **said)


def _midnight_after(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + DAY, dt.time.min))


def _pages(day: dt.date) -> Iterator[Fact]:
    """Public pages with a day for their next check, as far as they were there on the day."""
    posted = Q(posted_until__isnull=True) | Q(posted_until__gte=day)
    there = posted & Q(page__first_published_at__lt=_midnight_after(day), due_on__isnull=False)
    rows = PageRecord.objects.filter(there).exclude(state="").order_by("page_id")
    for page, title, department, name, due_on in rows.values_list(
        "page_id", "page__title", "department_id", "department__name", "due_on"
    ).iterator(chunk_size=2000):
        yield _fact(page, page, title, department, name, open=True, due_on=due_on)


def _opinions(day: dt.date) -> Iterator[Fact]:
    """Errors and suggestions that a department has to deal with, received by the end of the day."""
    end = _midnight_after(day)
    rows = Opinion.objects.filter(kind__in=_REPORTS, state__in=_TAKEN_UP, received_at__lt=end).order_by("pk")
    for pk, page, title, department, name, received, decided in rows.values_list(
        "pk", "page_id", "page_title", "department_id", "department__name", "received_at", "decided_at"
    ).iterator(chunk_size=2000):
        answered = local_day(decided) if decided and decided < end else None
        since = local_day(received)
        yield _fact(pk, page, title, department, name, open=answered is None, since=since, ended_on=answered)


def _links(day: dt.date) -> Iterator[Fact]:
    """Links that the nightly look found broken by the end of the day and that are not mended yet."""
    there = Q(since__lte=day) & (Q(fixed_on__isnull=True) | Q(fixed_on__gt=day))
    rows = BrokenLink.objects.filter(there, page__record__isnull=False).order_by("pk")
    for pk, page, title, department, name, since in rows.values_list(
        "pk", "page_id", "page__title", "page__record__department_id", "page__record__department__name", "since"
    ).iterator(chunk_size=2000):
        yield _fact(pk, page, title, department, name, open=True, since=since)


def _fact(subject: int, page: int | None, title: str, department: int, name: str, **said: object) -> Fact:
    who = {"page_id": page, "page_title": title, "department_id": department, "department_name": name}
    return Fact(subject_id=subject, **who, **said)
