"""Mail to writers of opinions: a receipt, and that an opinion stays one. A petition has notices of its own."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from cms.core.outbox import Outbox
from cms.ordinance.case_numbers import shown
from petitions.dialogue.keys import address_of
from petitions.dialogue.settings import dialogue_name, office
from petitions.models import OpinionMail


def compose(row: OpinionMail) -> EmailMultiAlternatives | None:
    """The message in the writer's language; None for one who gave no address.

    What was written does not go out again; it stands at the address.
    """
    opinion = row.opinion
    if not opinion.email:
        return None
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
            to=[opinion.email],
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


outbox = Outbox(OpinionMail, compose, "opinion")
due, post = outbox.due, outbox.post
