"""The words of mail about an account, made when it is sent, in the member's language."""

from __future__ import annotations

import datetime as dt
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.members import subscriptions
from cms.members.models import MailKind, MemberMail
from tenants.addresses import desk_address

KOREAN = settings.LANGUAGE_CODE


def compose(row: MemberMail) -> EmailMultiAlternatives | None:
    """The message; None where nobody is left to write to, or nothing is left to say."""
    to = row.mail or row.member.mail
    language = spoken(row.language)
    with translation.override(language):
        said = _said(row)
        if not to or said is None:
            return None
        subject = _subjects()[MailKind(row.kind)] % {"municipality": municipality(language)}
        said |= {"municipality": municipality(language), "language": language, "home": f"{desk_address()}/"}
        return message(
            subject, f"members/mail/{row.kind}", said, to=to, language=language, number=f"member.{row.pk}", headers={}
        )


def message(
    subject: str,
    template: str,
    said: dict[str, Any],
    *,
    to: str,
    language: str,
    number: str,
    headers: dict[str, str],
) -> EmailMultiAlternatives:
    """Text and the same as HTML, under one id for ever."""
    mailbox = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    made = EmailMultiAlternatives(
        subject,
        render_to_string(f"{template}.txt", said),
        from_email=formataddr((municipality(language), mailbox)),
        to=[to],
        headers={
            "Message-ID": f"<{number}.{connection.schema_name}@{mailbox.rpartition('@')[2] or 'localhost'}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
            **headers,
        },
    )
    made.attach_alternative(render_to_string(f"{template}.html", said), "text/html")
    return made


def municipality(language: str) -> str:
    """Its Korean name in Korean mail, the English one elsewhere."""
    here = connection.tenant
    return str(here.name_ko if language == KOREAN else here.name_en or here.name_ko)


def spoken(language: str) -> str:
    """The member's; Korean where the platform has it no longer."""
    return language if language in dict(settings.LANGUAGES) else KOREAN


def _subjects() -> dict[MailKind, str]:
    return {
        MailKind.FAREWELL: _("[%(municipality)s] Your account has been deleted"),
        MailKind.DORMANT: _("[%(municipality)s] Your account will be deleted unless you sign in"),
        MailKind.CONSENT: _("[%(municipality)s] What you have agreed to receive"),
    }


def _said(row: MemberMail) -> dict[str, Any] | None:
    """What a template is given beside what all are; None where the mail is beside the point by now."""
    if row.kind == MailKind.FAREWELL:
        return {"because": row.facts["because"], "kept": _kept(row.facts["kept"])}
    if row.member.left_at is not None:
        return None
    address = f"{desk_address()}{reverse('account_login')}"
    if row.kind == MailKind.DORMANT:
        days = {name: dt.date.fromisoformat(row.facts[name]) for name in ("since", "erased_on")}
        return {**days, "article": row.facts["article"], "kept": _kept(row.facts["kept"]), "address": address}
    rows = list(row.member.subscriptions.select_related("topic").prefetch_related("topic__names"))
    if not rows:
        return None
    language = spoken(row.language)
    own = [(each, subscriptions.link_to_end(row.member, each.topic, each.channel, language)) for each in rows]
    return {"own": own, "address": f"{desk_address()}{reverse('member_services')}"}


def _kept(facts: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Days as days again."""
    return [{**each, "until": dt.date.fromisoformat(each["until"]) if each["until"] else None} for each in facts]
