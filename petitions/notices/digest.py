"""What officers hear of petitions in the day's one message: newly handed to them, due, overdue, a notice to be written,
a supplement that did not come.

The head hears of what is overdue, the department that oversees petitions of what is overdue for three working days.
Dunning letters (독촉) and the monthly check are the desk's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.departments.models import Department, Membership
from cms.ordinance import monthly_check
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from cms.ordinance.case_numbers import shown
from cms.ordinance.freshness import warned_until, working_days
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.voices import Line, Part, told_in_digest
from petitions import clock
from petitions.models import AbsenceCover, Case, CaseEvent, Supplement
from petitions.notices.reminding import long_open
from petitions.watching.overdue import is_paused
from tenants.addresses import desk_address

ASSIGNED, DUE, PROGRESS, MISSING = "assigned", "due", "progress", "supplement"
#: Steps: told when it begins, on the day, and each working day after it.
BEGINS, TODAY, OVER = 0, 1, 2
#: Working days before the last day; and after it, when the overall department hears.
WARN, WATCHED = 1, 3
#: For so many days a new case is told of, where the message could not be sent.
NEW = 4
_NO_DAY = dt.date.max


@dataclass(frozen=True)
class Waiting:
    """A case and why its officer hears of it; who hears when, by their numbers."""

    about: str
    pk: int
    number: str
    subject: str
    last_day: dt.date
    officers: tuple[int, ...]
    department: tuple[int, ...]
    head: tuple[int, ...]
    overall: tuple[int, ...]


@told_in_digest
class Petitions:
    """A matter is a :class:`Waiting`; its round ends when the case is closed, has another day, or the notice is out."""

    kind = "petitions"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Waiting]:
        """Twelve queries at most, however many cases."""
        known = clock.calendar(_noon(day))
        rows = [*_assigned(day), *_due(day, known), *_progress(day, known), *_missing(day)]
        wanted = [row for row in rows if keys is None or row[0] in keys]
        staff = _Staff(day, {case.department_id for _key, _about, case, _last in wanted}) if wanted else None
        return {key: staff.waiting(about, case, last) for key, about, case, last in wanted if staff}

    def last_day(self, matter: Waiting) -> dt.date:
        """By which it is due."""
        return matter.last_day

    def steps(self, matter: Waiting, day: dt.date, known: Calendar) -> Iterable[int]:
        """New cases once; others the day before, on the day, and each working day after: of these the last alone."""
        if matter.about == ASSIGNED or day < matter.last_day:
            return [BEGINS]
        return [TODAY] if day == matter.last_day else [OVER + working_days(matter.last_day, day, known)]

    def hearers(self, matter: Waiting, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """The officer or who stands in; where nobody can be reached department, head, overall department."""
        left_out = {*without, *people.refused}
        found = dict.fromkeys(_reached(matter.officers, people, left_out), "officer")
        if step > OVER:
            found |= dict.fromkeys(_reached(matter.head, people, left_out), "head")
        if step >= OVER + WATCHED:
            found |= dict.fromkeys(_reached(matter.overall, people, left_out), "overall")
        for instead in (matter.department, matter.head, matter.overall):
            found = found or dict.fromkeys(_reached(instead, people, left_out), FALLBACK)
        return found

    def part(self, lines: list[Line]) -> Part:
        """Number and service, why, the last day, with a link to the desk; nothing of who asked what."""
        overdue = sum(1 for line in lines if line.late is not None and line.matter.about == DUE)
        headline = ngettext(
            "%(count)d petition for you (overdue: %(overdue)d)",
            "%(count)d petitions for you (overdue: %(overdue)d)",
            len(lines),
        )
        return Part(
            headline % {"count": len(lines), "overdue": overdue},
            "petitions/notices/digest.txt",
            "petitions/notices/digest.html",
            [_said(line) for line in lines],
        )


class _Staff:
    """Who works where, and who stands in for whom today. Four queries."""

    def __init__(self, day: dt.date, departments: Collection[int]) -> None:
        self._overall = set(Department.objects.open().filter(handles_petitions=True).values_list("pk", flat=True))
        ids = {*departments, *self._overall}
        self._heads = dict(Department.objects.filter(pk__in=ids).values_list("pk", "head_id"))
        self._members: dict[int, list[int]] = defaultdict(list)
        for department, person in Membership.objects.filter(department__in=ids).values_list("department_id", "user_id"):
            self._members[department].append(person)
        rows = AbsenceCover.objects.filter(first_day__lte=day, last_day__gte=day)
        self._covers = {(row.absent_id, row.department_id): row.deputy_id for row in rows}

    def waiting(self, about: str, case: Case, last: dt.date | None) -> Waiting:
        officer = case.officer_id
        stands_in = self._covers.get((officer, case.department_id), officer) if officer else None
        head = self._heads.get(case.department_id)
        return Waiting(
            about, case.pk, case.number, case.subject, last or _NO_DAY,
            (stands_in,) if stands_in else (),
            tuple(self._members[case.department_id]),
            (head,) if head else (),
            tuple(person for pk in sorted(self._overall) for person in self._members[pk]),
        )  # fmt: skip


Row = tuple[str, str, Case, dt.date | None]


def _open() -> QuerySet[Case]:
    """A merged petition is dealt with under another one, of which the officer hears."""
    rows = Case.objects.filter(closed_at=None, merged_into=None).select_related("service")
    return rows.only("number", "kind", "department_id", "officer_id", "due_on", "received_at", "service__name")


def _assigned(day: dt.date) -> Iterator[Row]:
    """Handed to an officer of late; handed on again is a new round."""
    since = _noon(day) - dt.timedelta(days=NEW + 0.5)
    lines = CaseEvent.objects.filter(event=Event.ASSIGN.value, at__gte=since).values("case").annotate(last=Max("pk"))
    last = {row["case"]: row["last"] for row in lines}
    for case in _open().filter(pk__in=last, officer__isnull=False).order_by("pk"):
        yield f"{ASSIGNED} {last[case.pk]}", ASSIGNED, case, case.due_on


def _due(day: dt.date, known: Calendar) -> Iterator[Row]:
    """Due by the next working day, or over; not while the clock stands still."""
    rows = _open().filter(~is_paused(), due_on__lte=warned_until(day, WARN, known))
    for case in rows.order_by("due_on", "pk"):
        yield f"{DUE} {case.pk} {case.due_on:%Y-%m-%d}", DUE, case, case.due_on


def _progress(day: dt.date, known: Calendar) -> Iterator[Row]:
    """Of which the petitioner is to be told how far they are (영 23), by the next working day."""
    until = _noon(warned_until(day, WARN, known))
    cases = list(long_open(until).filter(merged_into=None).select_related("service").order_by("pk"))
    told: dict[int, set[dt.date]] = defaultdict(set)
    lines = CaseEvent.objects.filter(event=Event.TELL_PROGRESS.value, case__in=[case.pk for case in cases])
    for pk, at in lines.values_list("case_id", "at"):
        told[pk].add(known.local(at).date())
    for case in cases:
        if case.received_at and (days := monthly_check.progress_due(case.received_at, told[case.pk], until, known)):
            yield f"{PROGRESS} {case.pk} {days[-1]:%Y-%m-%d}", PROGRESS, case, days[-1]


def _missing(day: dt.date) -> Iterator[Row]:
    """Whose supplement did not come by its last day: the clock stands still until somebody demands it again, or returns
    the petition (영 제24조제3항, 제25조제1항)."""
    rows = Supplement.objects.filter(closed_at=None, due_on__lt=day, case__closed_at=None)
    last = dict(rows.values_list("case", "due_on"))
    for case in _open().filter(pk__in=last).order_by("pk") if last else ():
        yield f"{MISSING} {case.pk} {last[case.pk]:%Y-%m-%d}", MISSING, case, last[case.pk]


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _reached(people: Iterable[int], who: People, left_out: Collection[int]) -> list[int]:
    return [person for person in people if person in who.addresses and person not in left_out]


def _said(line: Line) -> dict[str, Any]:
    matter: Waiting = line.matter
    words = {
        ASSIGNED: _("handed to you"),
        DUE: _("to be dealt with"),
        MISSING: _("the supplement did not come: demand it again, or return the petition"),
        PROGRESS: _("tell the petitioner how far it is; else a standard notice goes out at the end of the day"),
    }
    return {
        "number": shown(matter.number),
        "subject": matter.subject,
        "said": words[matter.about],
        "due_on": None if matter.last_day == _NO_DAY else matter.last_day,
        "late": None if matter.about == ASSIGNED else line.late,
        "in_place": line.in_place,
        "url": f"{desk_address()}{reverse('petition_case', args=[matter.pk])}",
    }
