"""Who hears of a page that is due (에스컬레이션): never twice for the same step, never nobody.

Steps, who is told and the day's messages are written in one transaction; mail goes out after that, from what was
written (``cms.pages.services.posting``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.departments.models import Role
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import Audience, Step, steps
from cms.pages.declarations import settle_left_over
from cms.pages.models.escalation import Digest, EscalationStep, FreshnessPass, Told
from cms.pages.models.record import PageRecord, RecordState
from cms.pages.services.clock import WARN, Clock, reckon_all
from cms.pages.working_days import calendar

FALLBACK = "in_place"  # told because whose turn it is cannot be reached


class NobodyToTell(Exception):  # noqa: N818
    """A page is due and no account with an address is left that could hear of it."""


def work_out_the_day(now: dt.datetime | None = None) -> FreshnessPass:
    """Once a day: deadlines and states. Any number of processes may try; one does it."""
    at = timezone.localtime(now)
    done = FreshnessPass.objects.filter(day=at.date()).first()
    if done and done.reckoned_at:
        return done
    with transaction.atomic():
        day = _locked(at.date())
        if day.reckoned_at is None:
            settle_left_over()
            reckon_all(Clock.now(at.date()))
            counts = PageRecord.objects.aggregate(
                overdue=Count("pk", Q(state=RecordState.OVERDUE)), due_soon=Count("pk", Q(state=RecordState.DUE_SOON))
            )
            day.overdue, day.due_soon, day.reckoned_at = counts["overdue"], counts["due_soon"], at
            day.save()
        return day


def tell(now: dt.datetime | None = None) -> FreshnessPass | None:
    """Once a working day, from the opening of the office on: write down every step reached and the day's messages.

    :raises NobodyToTell: after everything else was written; steps that nobody can hear of stay open for tomorrow.
    """
    at = timezone.localtime(now)
    known = calendar(at.date())
    if not known.is_working_day(at.date()) or at.time() < known.hours.opens:
        return None
    if done := FreshnessPass.objects.filter(day=at.date(), told_at__isnull=False).first():
        return done
    with transaction.atomic():
        day = _locked(at.date())
        if day.told_at is not None:
            return day
        unheard = _write_down(day, known, at)
        day.told_at = at
        day.save()
    if unheard:
        sentence = _("Nobody can be told of %(count)s due pages: no active account has an e-mail address.")
        raise NobodyToTell(sentence % {"count": unheard})
    return day


def _locked(day: dt.date) -> FreshnessPass:
    FreshnessPass.objects.bulk_create([FreshnessPass(day=day)], ignore_conflicts=True)
    return FreshnessPass.objects.select_for_update().get(day=day)


def _write_down(day: FreshnessPass, known: Calendar, at: dt.datetime) -> int:
    people = People.everybody()
    told: dict[int, list[tuple[EscalationStep, str]]] = defaultdict(list)
    unheard = 0
    for record, step in _reached(day.day, known):
        hearers = people.hearers(record, step.audience)
        if not hearers:
            unheard += 1
            continue
        row = EscalationStep(page_id=record.page_id, due_on=record.due_on, day=step.day, reached_on=day.day)
        for person, audience in hearers.items():
            told[person].append((row, audience))
    rows = list({id(row): row for list_ in told.values() for row, _audience in list_}.values())
    EscalationStep.objects.bulk_create(rows, batch_size=1000)
    digests = Digest.objects.bulk_create(
        Digest(person_id=person, day=day.day, address=people.addresses[person], next_attempt_at=at) for person in told
    )
    Told.objects.bulk_create(
        [
            Told(step=row, person_id=digest.person_id, audience=audience, digest=digest)
            for digest in digests
            for row, audience in told[digest.person_id]
        ],
        batch_size=1000,
    )
    day.steps, day.messages = len(rows), len(digests)
    return unheard


def _reached(today: dt.date, known: Calendar) -> Iterable[tuple[PageRecord, Step]]:
    """Steps that pages have reached and that were not told yet."""
    records = PageRecord.objects.pressing().select_related("department")
    fields = ("page_id", "owner_id", "deputy_id", "due_on", "department__head_id")
    before = set(
        EscalationStep.objects.filter(page__record__state__in=[RecordState.OVERDUE, RecordState.DUE_SOON])
        .order_by()
        .values_list("page_id", "due_on", "day")
    )
    by_day: dict[dt.date, tuple[Step, ...]] = {}
    for record in records.only(*fields):
        if record.due_on not in by_day:
            by_day[record.due_on] = steps(record.due_on, today, known, WARN)
        for step in by_day[record.due_on]:
            if (record.page_id, record.due_on, step.day) not in before:
                yield record, step


@dataclass
class People:
    """Everybody who can be reached: active, with an address."""

    addresses: dict[int, str]
    management: tuple[int, ...]
    system: tuple[int, ...]

    @classmethod
    def everybody(cls) -> People:
        """Two queries."""
        users = get_user_model().objects.filter(is_active=True).exclude(email="").order_by("pk")
        by_role: dict[str, list[int]] = defaultdict(list)
        for pk, role in users.values_list("pk", "groups__role_group__role"):
            by_role[role].append(pk)
        superusers = users.filter(is_superuser=True).values_list("pk", flat=True)
        system = tuple(by_role[Role.SYSTEM]) or tuple(superusers)
        return cls(dict(users.values_list("pk", "email")), tuple(by_role[Role.HOMEPAGE]), system)

    def hearers(self, record: PageRecord, audience: tuple[Audience, ...]) -> dict[int, str]:
        """Who is told, and as what: those whose turn it is; if none can be reached, the next who can."""
        chain: dict[str, tuple[int | None, ...]] = {
            Audience.OWNER: (record.owner_id,),
            Audience.DEPUTY: (record.deputy_id,),
            Audience.HEAD: (record.department.head_id,),
            Audience.MANAGEMENT: self.management,
            Role.SYSTEM: self.system,
        }
        found: dict[int, str] = {}
        for turn in audience:
            for person in self._reachable(chain[turn]):
                found.setdefault(person, turn.value)
        if found:
            return found
        turns = list(chain)
        place = turns.index(audience[-1]) + 1
        for stand_in in turns[place:] + turns[:place]:
            if found := dict.fromkeys(self._reachable(chain[stand_in]), FALLBACK):
                return found
        return {}

    def _reachable(self, people: Iterable[int | None]) -> list[int]:
        return [person for person in people if person in self.addresses]
