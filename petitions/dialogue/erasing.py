"""What is personal in an opinion is erased when its time is over, or with the petition that it became."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.outbox import MailState
from petitions.dialogue.receiving import note
from petitions.models import Case, Opinion, OpinionAct, OpinionEvent
from petitions.models.dialogue import PERSONAL_OPINION
from petitions.services.erasing import erased_with_case

_AT_ONCE = 200


def over(day: dt.date) -> QuerySet[Opinion]:
    """Opinions whose time is over and that still hold something personal."""
    return Opinion.objects.filter(erase_on__lte=day, erased_at=None)


def remembered_senders(now: dt.datetime) -> QuerySet[Opinion]:
    """Opinions that still say from where they came though it is a day ago."""
    return Opinion.objects.filter(written_at__lt=now - dt.timedelta(days=1), sender__gt="")


def erase_due() -> int:
    """Erase what is over, each in a transaction; how many."""
    erased = 0
    while pks := list(over(timezone.localdate()).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        erased += sum(erase(pk) for pk in pks)
    return erased


@transaction.atomic
def erase(pk: int) -> int:
    """Empty one opinion, also for everybody; that there was one, and what was decided, stays. 1 where it was done."""
    held = Opinion.objects.select_for_update(of=("self",)).get(pk=pk)
    if held.erased_at:
        return 0
    for field in PERSONAL_OPINION:
        setattr(held, field, None)
    held.masked_name = held.public_title = held.public_body = held.public_reply = held.sender = ""
    held.published_at, held.redactor_name, held.erased_at = None, "", timezone.now()
    held.version += 1
    held.save()
    OpinionEvent.objects.filter(opinion=held).update(words=None)
    held.mails.filter(state=MailState.WAITING).update(state=MailState.SETTLED)
    held.mails.update(error="")  # a server's answer may name the mailbox
    note(held, OpinionAct.ERASED)
    return 1


@erased_with_case
def erase_opinion(case: Case) -> None:
    """The opinion from which a petition came, with it."""
    for pk in Opinion.objects.filter(case=case).values_list("pk", flat=True):
        erase(pk)
