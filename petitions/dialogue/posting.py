"""Mail to writers of opinions: a receipt, and that an opinion stays one. A petition has notices of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.mailing import PATIENCE, Verdict, hand_over, next_attempt, send_each
from cms.ordinance.case_numbers import shown
from cms.ordinance.masking import mask
from petitions.dialogue.keys import address_of
from petitions.dialogue.settings import dialogue_name, office
from petitions.models import OpinionMail


def due(at: dt.datetime) -> QuerySet[OpinionMail]:
    """Messages whose time has come."""
    rows = OpinionMail.objects.filter(state=OpinionMail.State.WAITING, next_attempt_at__lte=at)
    return rows.order_by("next_attempt_at", "pk")


def post() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``undeliverable`` and ``later``."""
    at = timezone.now()
    return send_each(
        list(due(at).values_list("pk", flat=True)),
        lambda pk, mail, did: _send(pk, at, mail, did),
        lambda pk: OpinionMail.objects.filter(pk=pk).update(next_attempt_at=at + PATIENCE[-1]),
    )


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
    """Another process may have it: then it is left to that."""
    row = due(at).select_for_update(of=("self",), skip_locked=True).select_related("opinion").filter(pk=pk).first()
    if row is None:
        return
    if not row.opinion.email:
        _set(row, OpinionMail.State.SETTLED)
        return
    answer = hand_over(compose(row), mail)
    if answer.verdict is Verdict.REFUSED:
        _set(row, OpinionMail.State.REFUSED, answer.said)
        did["undeliverable"] += 1
    elif answer.verdict is Verdict.LATER:
        row.next_attempt_at = next_attempt(at, row.attempts)
        _set(row, OpinionMail.State.WAITING, answer.said)
        did["later"] += 1
    else:
        row.sent_at = at
        _set(row, OpinionMail.State.SENT)
        did["sent"] += 1


def compose(row: OpinionMail) -> EmailMultiAlternatives:
    """The message in the writer's language. What was written does not go out again; it stands at the address."""
    opinion = row.opinion
    with translation.override(opinion.language):
        municipality = connection.tenant.name_ko if opinion.language == "ko" else connection.tenant.name_en
        context = {
            "opinion": opinion,
            "kind": row.kind,
            "number": shown(opinion.number),
            "name": dialogue_name(),
            "office": office(),
            "municipality": municipality,
            "language": opinion.language,
            "address": address_of(opinion),
        }
        message = EmailMultiAlternatives(
            _subject(row.kind) % {"municipality": municipality, "number": shown(opinion.number)},
            render_to_string("petitions/dialogue/mail/opinion.txt", context),
            from_email=formataddr((municipality, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
            to=[opinion.email or ""],
            headers=_headers(row),
        )
        message.attach_alternative(render_to_string("petitions/dialogue/mail/opinion.html", context), "text/html")
    return message


def _subject(kind: str) -> str:
    if kind == OpinionMail.Kind.RECEIPT:
        return _("[%(municipality)s] We have received your opinion (%(number)s)")
    return _("[%(municipality)s] About your opinion (%(number)s)")


def _headers(row: OpinionMail) -> dict[str, str]:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "Message-ID": f"<opinion.{connection.schema_name}.{row.pk}@{host}>",
        "Content-Language": row.opinion.language,
        "Auto-Submitted": "auto-generated",
    }


def _set(row: OpinionMail, state: OpinionMail.State, said: str = "") -> None:
    """What the server said may name the mailbox: it is kept covered."""
    row.state, row.error, row.attempts = state, mask(said)[:500], row.attempts + 1
    row.save(update_fields=["state", "error", "attempts", "next_attempt_at", "sent_at"])
