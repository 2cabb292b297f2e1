"""Sends the day's messages from the outbox: one a person, tried again until the mail server takes it.

The row is locked while its message is handed over, so two processes never send the same one. If the process ends
between the server's "accepted" and our own note of it, the message goes out again under the same Message-ID, by which
mail systems know it for the same: SMTP has no better promise to give.
"""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.freshness import working_days
from cms.pages.models.escalation import Digest, Told
from cms.pages.models.record import RecordState
from cms.pages.services.telling import FALLBACK
from cms.pages.working_days import calendar
from tenants.addresses import desk_address

PATIENCE = [dt.timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
GONE = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError)


class MailRefused(Exception):  # noqa: N818
    """Messages that the mail server did not take; they are tried again."""


def post(now: dt.datetime | None = None) -> int:
    """Send what waits and whose time has come; returns how many were sent.

    :raises MailRefused: after every other message was tried, with what the server said.
    """
    at = now or timezone.now()
    waiting = list(_due(at).values_list("pk", flat=True))
    if not waiting:
        return 0
    sent, refused = 0, []
    mail = get_connection()
    try:
        for pk in waiting:
            outcome = _send(pk, at, mail)
            sent += outcome == ""
            refused += [outcome] if outcome else []
    finally:
        mail.close()
    if refused:
        sentence = ngettext(
            "%(count)s reminder was not taken by the mail server: %(answer)s",
            "%(count)s reminders were not taken by the mail server: %(answer)s",
            len(refused),
        )
        raise MailRefused(sentence % {"count": len(refused), "answer": refused[0]})
    return sent


def _due(at: dt.datetime) -> Any:
    return Digest.objects.filter(state=Digest.State.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any) -> str | None:
    """Empty when it was sent, else the server's answer; None when another process has it or nothing is left to say."""
    digest = _due(at).select_for_update(of=["self"], skip_locked=True).select_related("person").filter(pk=pk).first()
    if digest is None:
        return None
    message = compose(digest, timezone.localtime(at).date())
    if message is None:
        Digest.objects.filter(pk=pk).update(state=Digest.State.SETTLED, error="")
        return None
    message.connection = mail
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as refusal:
        if isinstance(refusal, GONE):
            mail.close()
        answer = str(refusal) or type(refusal).__name__
        wait = PATIENCE[min(digest.attempts, len(PATIENCE) - 1)]
        Digest.objects.filter(pk=pk).update(attempts=F("attempts") + 1, next_attempt_at=at + wait, error=answer)
        return answer
    Digest.objects.filter(pk=pk).update(
        state=Digest.State.SENT, sent_at=at, address=digest.person.email, attempts=F("attempts") + 1, error=""
    )
    return ""


def compose(digest: Digest, today: dt.date) -> EmailMultiAlternatives | None:
    """The message in Korean, or nothing when everything in it was settled meanwhile or the person has no address."""
    lines = _lines(digest, today)
    if not lines or not digest.person.is_active or not digest.person.email:
        return None
    with translation.override("ko"):
        overdue = sum(1 for line in lines if line["late"] is not None)
        context = {
            "municipality": connection.tenant,
            "person": digest.person,
            "lines": lines,
            "overdue": overdue,
            "desk": f"{desk_address()}/admin/",
        }
        subject = _("[%(municipality)s] Pages to be checked: %(count)s (overdue: %(overdue)s)") % {
            "municipality": connection.tenant.name_ko,
            "count": len(lines),
            "overdue": overdue,
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("pages/mail/digest.txt", context),
            to=[digest.person.email],
            headers={"Message-ID": _message_id(digest), "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("pages/mail/digest.html", context), "text/html")
    return message


def _lines(digest: Digest, today: dt.date) -> list[dict[str, Any]]:
    """The pages that are still due as they were when the message was written down, most pressing first."""
    told: Iterable[Told] = (
        Told.objects.filter(
            digest=digest,
            step__page__live=True,
            step__page__record__due_on=F("step__due_on"),
            step__page__record__state__in=[RecordState.OVERDUE, RecordState.DUE_SOON],
        )
        .select_related("step__page__record__department", "step__page__record__owner")
        .order_by("step__due_on", "step__page_id", "-step__day")
    )
    known = calendar(today)
    found: dict[int, dict[str, Any]] = {}
    for one in told:
        page, due = one.step.page, one.step.due_on
        found.setdefault(
            page.pk,
            {
                "page": page,
                "record": page.record,
                "late": working_days(due, today, known) if today > due else None,
                "in_place": one.audience == FALLBACK,
                "url": f"{desk_address()}/admin/freshness/{page.pk}/",
            },
        )
    return list(found.values())


def _message_id(digest: Digest) -> str:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<freshness.{connection.schema_name}.{digest.pk}@{host}>"
