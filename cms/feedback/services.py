"""Taking in an opinion, dealing with it: each with its line of history, in one transaction."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.open_forms import TooMany, likely_advertising, sender_of
from cms.feedback.models import Opinion, OpinionEvent
from cms.pages.models import PageRecord

#: From one address, and about one page, within so long.
WINDOW = dt.timedelta(minutes=10)
MOST_BY_SENDER = 5
MOST_ON_PAGE = 60


class AlreadyDecided(Exception):  # noqa: N818
    """Somebody else has dealt with it meanwhile."""


def receive(page: Any, kind: str, text: str, *, language: str, address: str) -> Opinion:
    """Take in what a reader says of a page; it goes to the department that answers for it.

    :param address: the reader's network address; only a keyed hash of it is kept, for a day.
    :raises TooMany: when one sender or one page has had enough for the moment.
    """
    sender = sender_of("feedback", address)
    with transaction.atomic():
        record = PageRecord.objects.select_for_update(of=("self",)).get(page_id=page.pk)  # limits are counted in turn
        since = timezone.now() - WINDOW
        recent = Opinion.objects.filter(received_at__gte=since, source=Opinion.Source.PAGE)
        if (
            recent.filter(sender=sender).count() >= MOST_BY_SENDER
            or recent.filter(page_id=page.pk).count() >= MOST_ON_PAGE
        ):
            raise TooMany
        opinion = Opinion.objects.create(
            page_id=page.pk,
            page_title=page.title,
            department_id=record.department_id,
            kind=kind,
            text=text,
            language=language,
            sender=sender,
            state=_first_state(text),
        )
        _note(opinion, "")
    return opinion


def decide(opinion: Opinion, state: str, outcome: str, by: Any) -> Opinion:
    """Say what became of an opinion.

    :raises AlreadyDecided: when somebody was faster.
    """
    with transaction.atomic():
        opinion = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        if not opinion.waits:
            raise AlreadyDecided
        opinion.state, opinion.outcome = state, outcome.strip()
        opinion.decided_at, opinion.decided_by = timezone.now(), by
        opinion.save(update_fields=["state", "outcome", "decided_at", "decided_by"])
        _note(opinion, by.get_username())
    return opinion


def forget_senders() -> int:
    """Empty what says from where opinions of more than a day ago came; how many."""
    return remembered_senders(timezone.now()).update(sender="")


def remembered_senders(now: dt.datetime) -> QuerySet[Opinion]:
    """Opinions that still say from where they came though it is a day ago."""
    return Opinion.objects.filter(received_at__lt=now - dt.timedelta(days=1), sender__gt="")


def _first_state(text: str) -> str:
    if not text:
        return Opinion.State.COUNTED
    return Opinion.State.HELD if likely_advertising(text) else Opinion.State.OPEN


def _note(opinion: Opinion, by: str) -> None:
    OpinionEvent.objects.create(opinion=opinion, by=by, state=opinion.state, note=opinion.outcome)
