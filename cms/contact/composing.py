"""The words of mail about a letter, made when it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.contact.keys import address_of, desk_address_of
from cms.contact.models import ForeignOffice, Kind, Letter, LetterMail
from cms.contact.selectors import municipality_in, office_of
from cms.departments.able import Able
from cms.departments.models import Department, Role
from tenants.addresses import desk_address

KOREAN = settings.LANGUAGE_CODE
#: For so long an answer is shown under the letter's address.
SHOWN_FOR = dt.timedelta(days=30)


def compose(row: LetterMail) -> EmailMultiAlternatives | None:
    """The message; None where nobody is left to send it to."""
    to = _office_mailboxes(row.letter) if row.kind == Kind.OFFICE else _reader(row.letter)
    if not to:
        return None
    language = KOREAN if row.kind == Kind.OFFICE else row.letter.language
    with translation.override(language):
        return _message(row, language, to)


def _message(row: LetterMail, language: str, to: list[str]) -> EmailMultiAlternatives:
    letter, office = row.letter, office_of(row.letter.language)
    name = connection.tenant.name_ko if language == KOREAN else municipality_in(language)
    context = {
        "letter": letter,
        "office": office,
        "municipality": name,
        "language": language,
        "address": desk_address_of(letter) if row.kind == Kind.OFFICE else address_of(letter),
        "home": f"{desk_address()}/{language}/",
        "shown_until": timezone.localdate(letter.closed_at) + SHOWN_FOR if letter.closed_at else None,
    }
    message = EmailMultiAlternatives(
        _subject(row.kind) % {"municipality": name, "number": letter.number},
        render_to_string(f"contact/mail/{row.kind}.txt", context),
        from_email=formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=to,
        reply_to=_reply_to(row.kind, office),
        headers=_headers(row, language),
    )
    message.attach_alternative(render_to_string(f"contact/mail/{row.kind}.html", context), "text/html")
    return message


def _subject(kind: str) -> str:
    subjects = {
        Kind.RECEIPT: _("[%(municipality)s] We have received your letter (%(number)s)"),
        Kind.ANSWER: _("[%(municipality)s] Answer to your letter (%(number)s)"),
        Kind.PETITION: _("[%(municipality)s] About your letter (%(number)s)"),
        Kind.OFFICE: _("[%(municipality)s] A letter to the foreign homepage waits for an answer (%(number)s)"),
    }
    return subjects[Kind(kind)]


def _headers(row: LetterMail, language: str) -> dict[str, str]:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "Message-ID": f"<contact.{connection.schema_name}.{row.pk}@{host}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }


def _reply_to(kind: str, office: ForeignOffice | None) -> list[str]:
    return [office.mailbox] if kind != Kind.OFFICE and office and office.mailbox else []


def _reader(letter: Letter) -> list[str]:
    return [letter.email] if letter.email else []


def _office_mailboxes(letter: Letter) -> list[str]:
    """The office's own; else head and staff of the department that has the letter; else homepage management."""
    if not letter.waits:
        return []
    office = office_of(letter.language)
    if office and office.mailbox and office.department_id == letter.department_id:
        return [office.mailbox]
    return staff_mailboxes(letter.department)


def staff_mailboxes(department: Department) -> list[str]:
    """Those who can act for a department and can be reached; homepage management in their place."""
    people = _addresses(_members(department))
    able = Able.among(people)
    found = [people[pk] for pk in people if able.acts_for(pk, department.pk)]
    if found:
        return sorted(found)
    managers = get_user_model().objects.filter(groups__role_group__role=Role.HOMEPAGE)
    return sorted(_addresses(managers.values_list("pk", flat=True)).values())


def _members(department: Department) -> list[int]:
    members = list(department.memberships.values_list("user_id", flat=True))
    return [*members, *([department.head_id] if department.head_id else [])]


def _addresses(people: Collection[int]) -> dict[int, str]:
    users = get_user_model().objects.filter(pk__in=people, is_active=True).exclude(email="")
    return dict(users.order_by("pk").values_list("pk", "email"))
