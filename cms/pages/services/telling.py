"""Who hears of a page that is due (에스컬레이션) and of other rooms' matters: no step twice, and never nobody.

Steps, who is told and the day's messages are written in one transaction; mail goes out after that, from what was
written (``cms.pages.services.posting``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import Step, steps
from cms.pages.declarations import settle_left_over
from cms.pages.models.escalation import EscalationStep, FreshnessPass, Mention
from cms.pages.models.record import PageRecord, RecordState
from cms.pages.services.clock import WARN, Clock, reckon_all
from cms.pages.services.hearers import NobodyToTell, People
from cms.pages.services.outbox import Bag
from cms.pages.services.voices import Voice, voices
from cms.pages.working_days import calendar


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


def tells_at(at: dt.datetime) -> bool:
    """Whether at such a local time people are told: on working days while offices are open, and later."""
    known = calendar(at.date())
    return known.is_working_day(at.date()) and at.time() >= known.hours.opens


def tell(now: dt.datetime | None = None) -> FreshnessPass | None:
    """Once a working day, from the opening of the office on: write down every step reached and the day's messages.

    :raises NobodyToTell: after everything else was written; steps that nobody can hear of stay open for tomorrow.
    """
    at = timezone.localtime(now)
    if not tells_at(at):
        return None
    if done := FreshnessPass.objects.filter(day=at.date(), told_at__isnull=False).first():
        return done
    with transaction.atomic():
        day = _locked(at.date())
        if day.told_at is not None:
            return day
        unheard = _write_down(day, calendar(at.date()), at)
        day.told_at = at
        day.save()
    if unheard:
        raise NobodyToTell(unheard)
    return day


def _locked(day: dt.date) -> FreshnessPass:
    FreshnessPass.objects.bulk_create([FreshnessPass(day=day)], ignore_conflicts=True)
    return FreshnessPass.objects.select_for_update().get(day=day)


def _write_down(day: FreshnessPass, known: Calendar, at: dt.datetime) -> int:
    people, bag = People.everybody(day.day), Bag()
    rows, unheard = _pages(day.day, known, people, bag)
    EscalationStep.objects.bulk_create(rows, batch_size=1000)
    day.steps = len(rows)
    for voice in voices():
        told, nobody = _matters(voice, day.day, known, people, bag)
        day.steps, unheard = day.steps + told, unheard + nobody
    day.messages = len(bag.put(people.addresses, at))
    return unheard


def _pages(day: dt.date, known: Calendar, people: People, bag: Bag) -> tuple[list[EscalationStep], int]:
    """Steps of pages that somebody is told of, and of how many nobody can be."""
    rows, unheard = [], 0
    for record, step in _reached(day, known):
        hearers = people.hearers(record, step.audience)
        if not hearers:
            unheard += 1
            continue
        row = EscalationStep(page_id=record.page_id, due_on=record.due_on, day=step.day, reached_on=day)
        bag.add_step(row, hearers)
        rows.append(row)
    return rows, unheard


def _matters(voice: Voice, day: dt.date, known: Calendar, people: People, bag: Bag) -> tuple[int, int]:
    """Of how many steps of another room's matters somebody is told, and of how many nobody can be."""
    matters = voice.pressing(day)
    before = set(Mention.objects.filter(kind=voice.kind, matter__in=list(matters)).values_list("matter", "step"))
    told = unheard = 0
    for key, matter in matters.items():
        for step in voice.steps(matter, day, known):
            if (key, step) in before:
                continue
            hearers = voice.hearers(matter, step, people)
            bag.add_mention(voice.kind, key, step, hearers)
            told, unheard = told + bool(hearers), unheard + (not hearers)
    return told, unheard


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
