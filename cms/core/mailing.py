"""Handing a message to the mail server, and what its answer means for whoever keeps an outbox."""

from __future__ import annotations

import datetime as dt
import logging
import re
import smtplib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import connection

from cms.core.encryption import Unreadable

log = logging.getLogger(__name__)

#: How long a message waits after its first, second … failed attempt; then always as long as the last.
PATIENCE = [dt.timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
#: What an address can never be written to: no server would take it.
_UNWRITABLE = (ValueError, smtplib.SMTPNotSupportedError)
_GONE = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError)
#: An enhanced status (RFC 3463) of this class speaks of the sender's standing, not of the mailbox.
_POLICY = re.compile(rb"\b5\.7\.\d")


class Verdict(StrEnum):
    """Of a mail server, and of who carries text messages. ``REFUSED`` is for good: nobody can be reached there.

    ``LATER``: the server has no time, or does not like us.
    """

    TAKEN = "taken"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True)
class Answer:
    """The verdict, and the words with it, which a mail server may name the mailbox in."""

    verdict: Verdict
    said: str = ""


def hand_over(message: EmailMessage, mail: Any) -> Answer:
    """Send a message by an open connection, which is closed where the server is gone."""
    message.connection = mail
    try:
        message.send()
    except _UNWRITABLE as refusal:
        return Answer(Verdict.REFUSED, str(refusal))
    except (smtplib.SMTPException, OSError) as refusal:
        if _is_for_good(refusal):
            return Answer(Verdict.REFUSED, str(refusal))
        if isinstance(refusal, _GONE):
            mail.close()
        return Answer(Verdict.LATER, str(refusal) or type(refusal).__name__)
    return Answer(Verdict.TAKEN)


def send_each(
    keys: Iterable[int], send: Callable[[int, Any, Counter[str]], None], put_off: Callable[[int], object]
) -> dict[str, int]:
    """Send the rows of an outbox over one connection; what ``send`` counted.

    One whose key is lost holds up no other: it is logged and put off.
    """
    did, mail = Counter[str](), get_connection()
    try:
        for pk in keys:
            try:
                send(pk, mail, did)
            except Unreadable:
                log.exception("%s: mail %s cannot be written", connection.schema_name, pk)
                put_off(pk)
                did["later"] += 1
    finally:
        mail.close()
    return dict(did)


def next_attempt(at: dt.datetime, attempts: int) -> dt.datetime:
    """When a message is tried again that failed now and so many times before."""
    return at + PATIENCE[min(attempts, len(PATIENCE) - 1)]


def _is_for_good(refusal: Exception) -> bool:
    if not isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 and not _POLICY.search(answer) for code, answer in refusal.recipients.values())
