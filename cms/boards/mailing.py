"""Mail to the authors of posts: written down with its reason, made and sent by the schedule, in their language.

It says that there is something to read and where, never what. A server that is not ready is asked again; of one that
refuses the mailbox for good the post's history says so.
"""

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

from cms.boards.addresses import post_address
from cms.boards.handling import note
from cms.boards.keys import consent_address, language_of
from cms.boards.models import Handled, MailKind, MailState, OfferState, Post, PostMail, PostState
from cms.boards.subjects import mail_of
from cms.contact.selectors import municipality_in
from cms.core.mailing import PATIENCE, Verdict, hand_over, next_attempt, send_each
from cms.ordinance.masking import mask

KOREAN = settings.LANGUAGE_CODE


def tell(post: Post, kind: MailKind) -> None:
    """Write a message down for an author who can be reached; one that still waits says enough."""
    if mail_of(post) and not PostMail.objects.filter(post=post, kind=kind, state=MailState.WAITING).exists():
        PostMail.objects.create(post=post, kind=kind)


def settle(post: Post, kind: MailKind) -> None:
    """What it would say is over."""
    PostMail.objects.filter(post=post, kind=kind, state=MailState.WAITING).update(state=MailState.SETTLED)


def due(at: dt.datetime) -> QuerySet[PostMail]:
    """Messages whose time has come."""
    return PostMail.objects.filter(state=MailState.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


def send_due() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``undeliverable`` and ``later``."""
    at = timezone.now()
    return send_each(
        list(due(at).values_list("pk", flat=True)),
        lambda pk, mail, did: _send(pk, at, mail, did),
        lambda pk: PostMail.objects.filter(pk=pk).update(next_attempt_at=at + PATIENCE[-1]),
    )


def compose(row: PostMail) -> EmailMultiAlternatives | None:
    """The message; None where the post is gone from sight, the question is over or nobody can be reached."""
    post = row.post
    to = mail_of(post)
    if not to or post.state != PostState.PUBLIC:
        return None
    offer = post.offers.filter(state=OfferState.OPEN).first() if row.kind == MailKind.OFFERED else None
    if row.kind == MailKind.OFFERED and offer is None:
        return None
    language = language_of(post)
    with translation.override(language):
        address = consent_address(offer) if offer else post_address(post)
        return _message(row, language, to, address)


def _message(row: PostMail, language: str, to: str, address: str) -> EmailMultiAlternatives:
    name = connection.tenant.name_ko if language == KOREAN else municipality_in(language)
    subjects = {
        MailKind.ANSWERED: _("[%(municipality)s] Your post was answered"),
        MailKind.OFFERED: _("[%(municipality)s] May we deal with your post as a petition?"),
    }
    context = {"municipality": name, "language": language, "address": address, "kind": row.kind}
    message = EmailMultiAlternatives(
        subjects[MailKind(row.kind)] % {"municipality": name},
        render_to_string("boards/mail/author.txt", context),
        from_email=formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[to],
        headers=_headers(row, language),
    )
    message.attach_alternative(render_to_string("boards/mail/author.html", context), "text/html")
    return message


def _headers(row: PostMail, language: str) -> dict[str, str]:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "Message-ID": f"<board.{connection.schema_name}.{row.pk}@{host}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
    """Another process may have it: then it is left to that."""
    rows = due(at).select_for_update(of=("self",), skip_locked=True).select_related("post__board", "post__author")
    row = rows.filter(pk=pk).first()
    if row is None:
        return
    message = compose(row)
    if message is None:
        _set(row, MailState.SETTLED)
        return
    answer = hand_over(message, mail)
    if answer.verdict is Verdict.REFUSED:
        _set(row, MailState.REFUSED, answer.said)
        note(row.post, Handled.UNDELIVERABLE, words=row.get_kind_display())
        did["undeliverable"] += 1
    elif answer.verdict is Verdict.LATER:
        row.next_attempt_at = next_attempt(at, row.attempts)
        _set(row, MailState.WAITING, answer.said)
        did["later"] += 1
    else:
        row.sent_at = at
        _set(row, MailState.SENT)
        did["sent"] += 1


def _set(row: PostMail, state: MailState, said: str = "") -> None:
    """What the server said may name the mailbox: it is kept covered."""
    row.state, row.error, row.attempts = state, mask(said), row.attempts + 1
    row.save(update_fields=["state", "error", "attempts", "next_attempt_at", "sent_at"])
