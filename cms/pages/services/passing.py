"""A message that will never arrive: the next in the chain hears what it told, so that nothing is told to nobody."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet
from django.utils import timezone

from cms.ordinance.freshness import Ladder
from cms.pages.models.escalation import Digest, EscalationStep, Mention, Told
from cms.pages.models.record import PageRecord, RecordState
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.outbox import Bag
from cms.pages.services.voices import Voice, voices


def pass_on(digest: Digest, at: dt.datetime) -> int:
    """Tell others of what nobody else was told of; returns of how many steps nobody is left to be told.

    These are taken back: tomorrow's telling comes to them anew. Within the caller's transaction.
    """
    day, bag = timezone.localtime(at).date(), Bag()
    people = People.everybody(day)
    unheard = _pages(digest, people, bag)
    for voice in voices():
        unheard += _matters(voice, digest, day, people, bag)
    bag.put(people.addresses, at)
    return unheard


def _pages(digest: Digest, people: People, bag: Bag) -> int:
    unheard = 0
    for step in _unheard(digest):
        before = set(step.told.values_list("person_id", flat=True))
        hearers = people.hearers(_record(step), Ladder().audience(step.day), without=before)
        bag.add_step(step, dict.fromkeys(hearers, FALLBACK))
        if not hearers:
            unheard += 1
            step.delete()
    return unheard


def _matters(voice: Voice, digest: Digest, day: dt.date, people: People, bag: Bag) -> int:
    """What another room had to say in the message, as far as it is still open."""
    mentioned = list(digest.mentions.filter(kind=voice.kind).values_list("matter", "step"))
    if not mentioned:
        return 0
    open_matters, unheard = voice.pressing(day, {key for key, _step in mentioned}), 0
    for key, step in mentioned:
        rows = Mention.objects.filter(kind=voice.kind, matter=key, step=step)
        if key not in open_matters or rows.filter(digest__state__in=_HEARD).exclude(digest=digest).exists():
            continue
        before = set(rows.values_list("person_id", flat=True))
        hearers = voice.hearers(open_matters[key], step, people, without=before)
        bag.add_mention(voice.kind, key, step, dict.fromkeys(hearers, FALLBACK))
        if not hearers:
            unheard += 1
            rows.delete()
    return unheard


_HEARD = [Digest.State.WAITING, Digest.State.SENT]


def _unheard(digest: Digest) -> QuerySet[EscalationStep]:
    """Steps of this message that are still due and stand in no other that was sent or may be."""
    heard = Told.objects.filter(digest__state__in=_HEARD).exclude(digest=digest)
    return EscalationStep.objects.filter(
        told__digest=digest,
        page__live=True,
        page__record__due_on=F("due_on"),
        page__record__state__in=[RecordState.OVERDUE, RecordState.DUE_SOON],
    ).exclude(pk__in=heard.values("step"))


def _record(step: EscalationStep) -> PageRecord:
    return PageRecord.objects.select_related("department").get(page_id=step.page_id)
