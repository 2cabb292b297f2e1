"""Mail about the register of removals: that it does not hold, and each month how far it reaches.

Whoever owns the database can rewrite chain and verifications together, but not what lies in a mailbox: the head that
goes out by mail proves later that nothing was cut off (``manage.py verify_moderation_register --head``).
"""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.moderation.models import RegisterCheck
from cms.publication.scheduling import DESK_LANGUAGE
from cms.publication.telling import hearers

log = logging.getLogger(__name__)


def tell_of_check(made: RegisterCheck, before: RegisterCheck | None) -> None:
    """New faults at once, each once; the head with a month's first verification that holds."""
    if made.faults and (before is None or made.faults != before.faults):
        _send(*_broken(made))
    elif not made.faults and made.head_number and (before is None or _month(before) != _month(made)):
        _send(*_head(made))


def _month(check: RegisterCheck) -> tuple[int, int]:
    day = timezone.localtime(check.at)
    return day.year, day.month


def _broken(check: RegisterCheck) -> tuple[str, str]:
    with translation.override(DESK_LANGUAGE):
        subject = _("[%(municipality)s] The register of removals does not hold")
        first = _("The nightly verification of the register found this:")
        last = _("The register and its verifications are in the reports of the desk.")
        lines = [first, "", *(f"- {fault}" for fault in check.faults), "", last]
        return subject % {"municipality": connection.tenant.name_ko}, "\n".join(lines)


def _head(check: RegisterCheck) -> tuple[str, str]:
    with translation.override(DESK_LANGUAGE):
        subject = _("[%(municipality)s] The register of removals holds: %(number)s rows")
        facts = {"municipality": connection.tenant.name_ko, "number": check.head_number, "hash": check.head_hash}
        lines = [
            _("Keep this message. It proves later that nothing was changed or cut off up to row %(number)s:") % facts,
            "",
            f"{check.head_number}:{check.head_hash}",
        ]
        return subject % facts, "\n".join(lines)


def _send(subject: str, text: str) -> None:
    """One message a person. A mail server that does not answer stops no verification: its result stands on record."""
    messages = [
        EmailMessage(subject, text, to=[address], headers={"Auto-Submitted": "auto-generated"}) for address in hearers()
    ]
    if not messages:
        log.warning("%s: nobody has a mailbox to hear of the register of removals.", connection.schema_name)
        return
    try:
        get_connection().send_messages(messages)
    except OSError:
        log.exception("%s: mail about the register of removals was not sent.", connection.schema_name)
