"""Mail to the authors of posts: written down with its reason, made and sent by the schedule, in their language.

It says that there is something to read and where, never what. A server that is not ready is asked again; of one that
refuses the mailbox for good the post's history says so.
"""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from cms.boards.addresses import post_address
from cms.boards.handling import note
from cms.boards.keys import consent_address, language_of
from cms.boards.models import Handled, MailKind, OfferState, Post, PostMail, PostState
from cms.boards.subjects import mail_of
from cms.contact.selectors import municipality_in
from cms.core.outbox import MailState, Outbox

KOREAN = settings.LANGUAGE_CODE


def tell(post: Post, kind: MailKind) -> None:
    """Write a message down for an author who can be reached; one that still waits says enough."""
    if mail_of(post) and not PostMail.objects.filter(post=post, kind=kind, state=MailState.WAITING).exists():
        PostMail.objects.create(post=post, kind=kind)


def settle(post: Post, kind: MailKind) -> None:
    """What it would say is over."""
    PostMail.objects.filter(post=post, kind=kind, state=MailState.WAITING).update(state=MailState.SETTLED)


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
        address = consent_address(offer) if offer else post_address(post, language)
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


def _note_refusal(row: PostMail) -> None:
    note(row.post, Handled.UNDELIVERABLE, words=row.get_kind_display())


outbox = Outbox(PostMail, compose, "post__board", "post__author", refused=_note_refusal)
due, send_due = outbox.due, outbox.post
