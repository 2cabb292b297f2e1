"""Mail about a chained register: that it does not hold, and each month how far it reaches.

Whoever owns the database can rewrite chain and verifications together, but not what lies in a mailbox: the head that
goes out by mail proves later that nothing was cut off (``manage.py verify_register --head``). Each register has its own
:class:`Letters`.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Protocol

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.departments.models import Role
from cms.publication.scheduling import DESK_LANGUAGE

#: They answer for the whole site.
HEARERS = (Role.HOMEPAGE, Role.SYSTEM)
log = logging.getLogger(__name__)


def hearers() -> list[str]:
    """Mailboxes of homepage management and system operation."""
    people = get_user_model().objects.filter(is_active=True, groups__role_group__role__in=HEARERS)
    return list(people.exclude(email="").order_by("email").values_list("email", flat=True).distinct())


class Check(Protocol):
    """One verification of a register."""

    at: dt.datetime
    head_number: int
    head_hash: str
    faults: list[str]


@dataclass(frozen=True)
class Letters:
    """The mails about one register. ``broken`` and ``holds`` are their subjects, ``name`` is for the log."""

    name: str
    broken: Promise
    holds: Promise

    def tell(self, made: Check, before: Check | None) -> None:
        """New faults at once, each once; the head with a month's first verification that holds."""
        if made.faults and (before is None or made.faults != before.faults):
            self._send(*self._broken(made))
        elif not made.faults and made.head_number and (before is None or _month(before) != _month(made)):
            self._send(*self._head(made))

    def _broken(self, check: Check) -> tuple[str, str]:
        with translation.override(DESK_LANGUAGE):
            first = _("The nightly verification of the register found this:")
            last = _("The register and its verifications are in the reports of the desk.")
            lines = [first, "", *(f"- {fault}" for fault in check.faults), "", last]
            return str(self.broken) % {"municipality": connection.tenant.name_ko}, "\n".join(lines)

    def _head(self, check: Check) -> tuple[str, str]:
        with translation.override(DESK_LANGUAGE):
            facts = {"municipality": connection.tenant.name_ko, "number": check.head_number, "hash": check.head_hash}
            lines = [
                _("Keep this message. It proves later that nothing was changed or cut off up to row %(number)s:")
                % facts,
                "",
                f"{check.head_number}:{check.head_hash}",
            ]
            return str(self.holds) % facts, "\n".join(lines)

    def _send(self, subject: str, text: str) -> None:
        """One message a person. A mail server that does not answer stops no verification: its result is on record."""
        headers = {"Auto-Submitted": "auto-generated"}
        messages = [EmailMessage(subject, text, to=[address], headers=headers) for address in hearers()]
        if not messages:
            log.warning("%s: nobody has a mailbox to hear of the %s.", connection.schema_name, self.name)
            return
        try:
            get_connection().send_messages(messages)
        except OSError:
            log.exception("%s: mail about the %s was not sent.", connection.schema_name, self.name)


LETTERS = Letters(
    "register of publications",
    gettext_lazy("[%(municipality)s] The register of publications does not hold"),
    gettext_lazy("[%(municipality)s] The register of publications holds: %(number)s rows"),
)


def _month(check: Check) -> tuple[int, int]:
    day = timezone.localtime(check.at)
    return day.year, day.month
