"""Text messages (문자전송), through whatever the installation has a contract for; none is built in.

``settings.SMS_SENDER`` is the dotted path of a class with the methods of :class:`Sender`. The one that ships writes
files instead of sending, marked as such, and is refused where real citizens are served.
"""

from __future__ import annotations

import json
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.core.mailing import Answer, Verdict
from cms.members.messages.lengths import length_of
from cms.members.telephones import Refused, normal


class Sender(Protocol):
    """What a way of sending must be able to do.

    ``key`` is the same for the same message to the same person: a carrier that knows it already sends nothing again.
    """

    for_development: bool

    def send(self, number: str, text: str, *, language: str, long: bool, key: str) -> Answer:
        """Hand one message over; ``number`` is digits, ``long`` says that it is to go as a long one (LMS).

        The answer never names the number. It is ``REFUSED`` where there is no such number, or the text is too long.
        """


def sender() -> Sender | None:
    """The one that the settings name; None where there is none.

    :raises ImproperlyConfigured: for the development sender where real citizens are served.
    """
    path = str(getattr(settings, "SMS_SENDER", "") or "")
    if not path:
        return None
    found = _load(path)
    if found.for_development and not _may_pretend():
        raise ImproperlyConfigured(
            "The development SMS sender sends nothing to anybody: it is for demonstrations. "
            "Name another in SMS_SENDER, or set ALLOW_DEVELOPMENT_SMS=1 where no real citizen waits for a message."
        )
    return found


def is_offered() -> bool:
    """Whether anything can be sent to telephones here."""
    return sender() is not None


def send(number: str, text: str, language: str, *, key: str = "") -> Answer:
    """One text message, now. For rooms that tell people of something by telephone.

    :param key: names the message; the same again is not sent twice where the carrier knows keys.
    """
    by = sender()
    if by is None:
        return Answer(Verdict.LATER, "SMS_SENDER names nobody who sends.")
    length = length_of(text)
    if not length.kind:
        return Answer(Verdict.REFUSED, f"{length.size} bytes are more than a long message holds.")
    try:
        digits = normal(number)
    except Refused:
        return Answer(Verdict.REFUSED, "This is no mobile number.")
    return by.send(digits, text, language=language, long=length.kind == "lms", key=key or secrets.token_hex(8))


@checks.register(checks.Tags.security)
def check_sender(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Says at start that the development sender is refused, or that there is no such class."""
    try:
        sender()
    except (ImproperlyConfigured, ImportError) as wrong:
        return [checks.Error(str(wrong), id="members.E002")]
    return []


class DevelopmentSender:
    """Writes each message into a file below VAR_DIR/sms. For demonstrations and tests: nobody receives anything."""

    for_development = True

    def send(self, number: str, text: str, *, language: str, long: bool, key: str) -> Answer:
        folder = Path(settings.VAR_DIR) / "sms" / connection.schema_name
        folder.mkdir(parents=True, exist_ok=True)
        told = {
            "not_sent": "DEVELOPMENT ONLY: written to a file, sent to nobody",
            "at": timezone.now().isoformat(),
            "to": number,
            "kind": "LMS" if long else "SMS",
            "language": language,
            "bytes": length_of(text).size,
            "text": text,
        }
        name = "".join(sign if sign.isalnum() else "-" for sign in key)
        (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return Answer(Verdict.TAKEN)


@lru_cache(maxsize=8)
def _load(path: str) -> Sender:
    made: Sender = import_string(path)()
    return made


def _may_pretend() -> bool:
    return bool(getattr(settings, "DEMONSTRATION", False) or getattr(settings, "ALLOW_DEVELOPMENT_SMS", False))
