"""Mails on which an account hangs (confirm, new password, another address): sent behind the answer.

What is asked of an address must take as long for one that is known as for one that is not, so nothing is sent before
the answer is: a task does it, which knows the member's number and never an address in the clear.
"""

from __future__ import annotations

import logging
from email.utils import formataddr, parseaddr
from enum import StrEnum

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from cms.core.encryption import seal, unseal
from cms.core.mailing import Verdict, hand_over
from cms.members import keys
from cms.members.identity import organisation_name
from cms.members.models import MailChange, Member
from tenants.addresses import desk_address

log = logging.getLogger(__name__)

#: What the keys in the links are good for; who checks them says how long.
JOIN, CHANGE = "members.join", "members.mail"
_FORMER = "members.mailchange.former"


class Kind(StrEnum):
    """What a mail is about; its words stand in ``members/mail/<kind>.txt``, the first line being the subject."""

    PROVE = "prove"
    KNOWN = "known"
    RESET = "reset"
    CHANGE = "change"
    CHANGE_KNOWN = "change_known"
    CHANGED = "changed"
    FACTOR_OFF = "factor_off"
    PASSWORD = "password"  # noqa: S105 - the name of a template


def send_soon(kind: Kind, member: Member, former: str = "") -> None:
    """When the transaction stands. ``former``: an address that the member has left, and is told at."""
    closed = seal(former, _FORMER) if former else ""
    transaction.on_commit(lambda: send.enqueue(kind.value, member.pk, closed))


@task()
def send(kind: str, member_pk: int, former: str = "") -> None:
    """One mail. A server that has no time is no error of ours: the member can ask for the mail again."""
    member = Member.objects.filter(pk=member_pk, left_at=None).select_related("user").first()
    to = _address(Kind(kind), member, former) if member is not None else ""
    if member is None or not to:
        return
    with override(language_of(member)):
        message = _message(Kind(kind), member, to)
    mail = get_connection()
    try:
        answer = hand_over(message, mail)
    finally:
        mail.close()
    if answer.verdict is not Verdict.TAKEN:  # the server's words may name the mailbox
        log.warning(
            "%s: mail %s to member %s was not taken: %s", connection.schema_name, kind, member_pk, answer.verdict
        )


def language_of(member: Member) -> str:
    """The member's own, while the municipality offers it."""
    offered = getattr(connection.tenant, "languages", ())
    return member.language if member.language in offered else settings.LANGUAGE_CODE


def _address(kind: Kind, member: Member, former: str) -> str:
    if kind is Kind.CHANGE:
        change = MailChange.objects.filter(member=member).first()
        return change.mail if change is not None else ""
    if kind is Kind.CHANGED:
        return unseal(former, _FORMER)
    return member.mail or ""


def _message(kind: Kind, member: Member, to: str) -> EmailMessage:
    name = organisation_name()
    context = {"municipality": name, "link": _link(kind, member), **_others()}
    subject, _line, body = render_to_string(f"members/mail/{kind}.txt", context).strip().partition("\n")
    sender = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(f"[{name}] {subject}", body.strip() + "\n", sender, [to], headers=headers)


def _link(kind: Kind, member: Member) -> str:
    if kind is Kind.PROVE:
        return _absolute("member_prove", keys.closed(member.account, JOIN))
    if kind is Kind.CHANGE:
        change = MailChange.objects.get(member=member)
        return _absolute("member_mail_prove", keys.closed(f"{member.account}.{change.key}", CHANGE))
    if kind is Kind.RESET:
        uid, key = user_pk_to_url_str(member.user), default_token_generator.make_token(member.user)
        return _absolute("account_reset_password_from_key", uid, key)
    return ""


def _others() -> dict[str, str]:
    return {"sign_in": _absolute("account_login"), "reset": _absolute("account_reset_password")}


def _absolute(name: str, *args: str) -> str:
    return desk_address() + reverse(name, args=args)
