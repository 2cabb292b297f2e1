"""A message that will never arrive: the next in the chain hears what it told, so that nothing is told to nobody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import F, QuerySet
from django.utils import timezone

from cms.ordinance.freshness import Ladder
from cms.pages.models.escalation import Digest, EscalationStep, Told
from cms.pages.models.record import PageRecord, RecordState
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.outbox import digests_for


def pass_on(digest: Digest, at: dt.datetime) -> int:
    """Tell others of what nobody else was told of; returns of how many steps nobody is left to be told.

    These are taken back: tomorrow's telling comes to them anew. Within the caller's transaction.
    """
    people = People.everybody(timezone.localtime(at).date())
    told: dict[int, list[tuple[EscalationStep, str]]] = defaultdict(list)
    unheard = 0
    for step in _unheard(digest):
        before = set(step.told.values_list("person_id", flat=True))
        hearers = people.hearers(_record(step), Ladder().audience(step.day), without=before)
        for person in hearers:
            told[person].append((step, FALLBACK))
        if not hearers:
            unheard += 1
            step.delete()
    write_told(told, people.addresses, at)
    return unheard


def write_told(
    told: dict[int, list[tuple[EscalationStep, str]]], addresses: dict[int, str], at: dt.datetime
) -> list[Digest]:
    """Put into each person's message what the person is told, and as what."""
    digests = digests_for(list(told), addresses, at)
    Told.objects.bulk_create(
        [
            Told(step=step, person_id=digest.person_id, audience=audience, digest=digest)
            for digest in digests
            for step, audience in told[digest.person_id]
        ],
        batch_size=1000,
    )
    return digests


def _unheard(digest: Digest) -> QuerySet[EscalationStep]:
    """Steps of this message that are still due and stand in no other that was sent or may be."""
    heard = Told.objects.filter(digest__state__in=[Digest.State.WAITING, Digest.State.SENT]).exclude(digest=digest)
    return EscalationStep.objects.filter(
        told__digest=digest,
        page__live=True,
        page__record__due_on=F("due_on"),
        page__record__state__in=[RecordState.OVERDUE, RecordState.DUE_SOON],
    ).exclude(pk__in=heard.values("step"))


def _record(step: EscalationStep) -> PageRecord:
    return PageRecord.objects.select_related("department").get(page_id=step.page_id)
