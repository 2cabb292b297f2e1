"""Sends the mail that waits: to readers in their language, to the office in Korean.

The row is locked while its message is handed over. A server that is not ready is asked again; of one that refuses the
mailbox for good the letter's history says so, and the desk sees that the reader must be reached another way.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.contact.composing import compose
from cms.contact.models import Act, LetterEvent, LetterMail, MailState
from cms.core.mailing import PATIENCE, Verdict, hand_over, next_attempt, send_each
from cms.ordinance.masking import mask


def due(at: dt.datetime) -> QuerySet[LetterMail]:
    """Messages whose time has come."""
    return LetterMail.objects.filter(state=MailState.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


def post() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``undeliverable`` and ``later``."""
    at = timezone.now()
    return send_each(
        list(due(at).values_list("pk", flat=True)),
        lambda pk, mail, did: _send(pk, at, mail, did),
        lambda pk: LetterMail.objects.filter(pk=pk).update(next_attempt_at=at + PATIENCE[-1]),
    )


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
    """Another process may have it: then it is left to that."""
    row = due(at).select_for_update(of=("self",), skip_locked=True).select_related("letter").filter(pk=pk).first()
    if row is None:
        return
    message = compose(row)
    if message is None:
        _set(row, MailState.SETTLED)
        return
    answer = hand_over(message, mail)
    if answer.verdict is Verdict.REFUSED:
        _give_up(row, answer.said, did)
    elif answer.verdict is Verdict.LATER:
        _later(row, at, answer.said, did)
    else:
        row.sent_at = at
        _set(row, MailState.SENT)
        did["sent"] += 1


def _later(row: LetterMail, at: dt.datetime, said: str, did: Counter[str]) -> None:
    row.next_attempt_at = next_attempt(at, row.attempts)
    _set(row, MailState.WAITING, said)
    did["later"] += 1


def _give_up(row: LetterMail, said: str, did: Counter[str]) -> None:
    _set(row, MailState.REFUSED, said)
    LetterEvent.objects.create(letter=row.letter, act=Act.UNDELIVERABLE, note=row.get_kind_display())
    did["undeliverable"] += 1


def _set(row: LetterMail, state: MailState, said: str = "") -> None:
    """What the server said may name the mailbox: it is kept covered."""
    row.state, row.error, row.attempts = state, mask(said), row.attempts + 1
    row.save(update_fields=["state", "error", "attempts", "next_attempt_at", "sent_at"])
