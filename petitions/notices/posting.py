"""Sends the notices that wait, to petitioners in their language.

The row is locked while its message is handed over. A server that is not ready is asked again; where it refuses the
mailbox for good the history says so, and the petitioner is to be told by telephone or post, as is one who gave no
e-mail address and did not choose text messages.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from typing import Any

from django.core.mail import get_connection
from django.db import connection, transaction
from django.db.models import QuerySet

from cms.core.encryption import Unreadable
from cms.core.mailing import PATIENCE, Answer, Verdict, hand_over, next_attempt
from cms.ordinance.masking import mask
from petitions.models import Notice, NoticeState, SentBy
from petitions.notices import texting
from petitions.notices.composing import compose
from petitions.notices.telling import Round
from petitions.services.acting import SCHEDULE, log

logger = logging.getLogger(__name__)
#: After so many failures one after the other the server is left alone until the next round.
ENOUGH = 5


def due(at: dt.datetime) -> QuerySet[Notice]:
    """Notices whose time has come."""
    return Notice.objects.filter(state=NoticeState.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


def post() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``by_hand``, ``undeliverable`` and ``later``."""
    around, did, mail, failed = Round(), Counter[str](), get_connection(), 0
    try:
        for pk in list(due(around.now).values_list("pk", flat=True)):
            became = _attempt(pk, around, mail)
            did[became] += 1
            failed = failed + 1 if became == "later" else 0
            if failed >= ENOUGH:
                break
    finally:
        mail.close()
    did.pop("", None)
    return dict(did)


def _attempt(pk: int, around: Round, mail: Any) -> str:
    """One petition whose key is lost, or of which something is wrong, holds up no other's notice."""
    try:
        return _send(pk, around, mail)
    except (Unreadable, ValueError):
        logger.exception("%s: notice %s cannot be written", connection.schema_name, pk)
        Notice.objects.filter(pk=pk).update(next_attempt_at=around.now + PATIENCE[-1])
        return ""


@transaction.atomic
def _send(pk: int, around: Round, mail: Any) -> str:
    """What became of it; nothing where another process has it."""
    rows = due(around.now).select_for_update(of=("self",), skip_locked=True)
    rows = rows.select_related("event", "case__department", "case__officer", "case__service", "case__transfer_out")
    row = rows.filter(pk=pk).first()
    if row is None:
        return ""
    if row.case.erased_at is not None:
        return _set(row, NoticeState.SETTLED, "")
    if texting.reaches(row.case, around.now):
        return _settle(row, texting.text_to(row, around), SentBy.SMS, around)
    message = compose(row, around)
    if message is None:
        return _set(row, NoticeState.BY_HAND, "by_hand")
    return _settle(row, hand_over(message, mail), SentBy.MAIL, around)


def _settle(row: Notice, answer: Answer, way: SentBy, around: Round) -> str:
    """Who is not ready is asked again; a mailbox or a number that is refused is told by hand."""
    if answer.verdict is Verdict.TAKEN:
        row.sent_at, row.sent_by = around.now, way
        return _set(row, NoticeState.SENT, "sent")
    if answer.verdict is Verdict.LATER:
        row.next_attempt_at = next_attempt(around.now, row.attempts)
        return _set(row, NoticeState.WAITING, "later", answer.said)
    log(row.case, "undeliverable", SCHEDULE, facts={"of": row.event.event}, now=around.now)
    return _set(row, NoticeState.BY_HAND, "undeliverable", answer.said)


def _set(row: Notice, state: NoticeState, became: str, said: str = "") -> str:
    """What the server said may name the mailbox: it is kept covered."""
    row.state, row.error, row.attempts = state, mask(said)[:500], row.attempts + 1
    row.save(update_fields=["state", "error", "attempts", "next_attempt_at", "sent_at", "sent_by"])
    return became
