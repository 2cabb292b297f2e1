"""The monthly review of the access log: its numbers, what stands out, and who went over it (제8조제2항)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.access_review import Look, Unusual, unreviewed, unusual
from cms.ordinance.calendar import Calendar
from cms.ordinance.holiday_source import public_holidays
from cms.privacy.models import AccessEntry, AccessReview, How

LONGEST = 1000


class Refused(Exception):  # noqa: N818
    """Why a review is not recorded, each reason a sentence for the desk."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


@dataclass(frozen=True)
class Person:
    """What one person did in a month: how many accesses, to how many people's data, and in which ways."""

    account: str
    name: str
    department: str
    accesses: int
    subjects: int
    ways: dict[str, int]

    def cells(self) -> list[tuple[str, int]]:
        """Each way in words with its number, in the order of :class:`How`."""
        return [(str(how.label), self.ways.get(how, 0)) for how in How]


@dataclass(frozen=True)
class Month:
    """A month of the log as a reviewer sees it."""

    first: dt.date
    people: tuple[Person, ...]
    unusual: tuple[Unusual, ...]
    names: dict[str, str]

    @property
    def accesses(self) -> int:
        return sum(person.accesses for person in self.people)

    def lines(self) -> Iterator[tuple[Unusual, str, str]]:
        """What stands out, with the person's name and the sentence in the language in use."""
        for each in self.unusual:
            yield each, self.names[each.person], each.reason.said(_)


def month_of(day: dt.date) -> Month:
    """The numbers of a day's month, of people in the order of their accesses."""
    first = day.replace(day=1)
    rows = list(entries_of(first).order_by("pk").iterator(chunk_size=5_000))
    names = {row.account: row.person for row in rows}
    people = tuple(sorted(_people(rows), key=lambda person: (-person.accesses, person.account)))
    found = unusual(map(_look, rows), _calendar(first.year))
    return Month(first, people, found, names)


def entries_of(first: dt.date) -> QuerySet[AccessEntry]:
    """The rows of a month, by the municipality's own days."""
    zone = timezone.get_current_timezone()
    starts = dt.datetime.combine(first, dt.time(), zone)
    ends = dt.datetime.combine(next_month(first), dt.time(), zone)
    return AccessEntry.objects.filter(at__gte=starts, at__lt=ends)


def waiting(today: dt.date) -> list[dt.date]:
    """Months that are over, have accesses, and were reviewed by nobody; the earliest first."""
    earliest = AccessEntry.objects.aggregate(at=Min("at"))["at"]
    if earliest is None:
        return []
    reviewed = set(AccessReview.objects.values_list("month", flat=True))
    months, month = [], timezone.localtime(earliest).date().replace(day=1)
    while month <= today:
        if month not in reviewed and entries_of(month).exists():
            months.append(month)
        month = next_month(month)
    return unreviewed(months, reviewed, today)


def review(first: dt.date, remark: str, by: Any) -> AccessReview:
    """Record that somebody went over a month.

    :raises Refused: for a month that is not over or was reviewed; for something unusual without a remark.
    """
    remark = remark.strip()
    month = month_of(first)
    reasons = list(_against(month, remark))
    if reasons:
        raise Refused(reasons)
    row = AccessReview(
        month=month.first,
        reviewer=by,
        reviewer_name=by.get_full_name()[:150] or by.get_username(),
        entries=month.accesses,
        people=[vars(person) for person in month.people],
        unusual=[
            {"person": each.person, "day": each.day.isoformat(), "kind": each.oddity.value, "number": each.number}
            for each in month.unusual
        ],
        remark=remark,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused([_reviewed(month.first)]) from None
    return row


def next_month(first: dt.date) -> dt.date:
    """The first day of the month after."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def _against(month: Month, remark: str) -> Iterator[str]:
    if next_month(month.first) > timezone.localdate():
        yield _("A month is reviewed when it is over.")
    elif AccessReview.objects.filter(month=month.first).exists():
        yield _reviewed(month.first)
    if month.unusual and not remark:
        yield _("Say what you found out about what stands out.")
    if len(remark) > LONGEST:
        yield _("The remark is longer than %(most)d characters.") % {"most": LONGEST}


def _reviewed(first: dt.date) -> str:
    row = AccessReview.objects.get(month=first)
    return _("%(name)s has reviewed this month already.") % {"name": row.reviewer_name}


def _people(rows: list[AccessEntry]) -> Iterator[Person]:
    ways: dict[str, Counter[str]] = {}
    subjects: Counter[str] = Counter()
    last: dict[str, AccessEntry] = {}
    for row in rows:
        ways.setdefault(row.account, Counter())[row.how] += 1
        subjects[row.account] += row.subjects
        last[row.account] = row
    for account, row in last.items():
        counted = dict(ways[account])
        yield Person(account, row.person, row.department_name, sum(counted.values()), subjects[account], counted)


def _look(row: AccessEntry) -> Look:
    subject = f"{row.subject_model} {row.subject_pk or row.pk}"
    table = row.how in (How.EXPORT, How.PRINT)
    return Look(row.account, row.at, subject, row.subjects, row.how == How.DOWNLOAD, table, row.own_name)


@lru_cache(maxsize=4)
def _calendar(year: int) -> Calendar:
    return Calendar(public_holidays(year, year), (year, year))
