"""A notice as mail, made when it is sent: text, and the same as simple HTML."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cms.core.tongues import tongue_of
from cms.ordinance.case_numbers import shown
from cms.ordinance.notices import names_officer
from petitions.filing.keys import address_of
from petitions.models import Case, Notice
from petitions.notices.telling import Round, Telling
from petitions.notices.words import words_of
from petitions.tongues import read_here
from tenants.addresses import desk_address


def compose(notice: Notice, around: Round) -> EmailMultiAlternatives | None:
    """The message in the petitioner's language; None where the petitioner gave no e-mail address."""
    case = notice.case
    if not case.email:
        return None
    language = language_of(case)
    with translation.override(language):
        values = said(notice, around)
        message = EmailMultiAlternatives(
            f"[{values['municipality']}] {values['words'].news} ({shown(case.number)})",
            render_to_string("petitions/notices/mail.txt", values),
            from_email=formataddr((values["municipality"], parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
            to=[case.email],
            headers=_headers(notice, language),
        )
        message.attach_alternative(render_to_string("petitions/notices/mail.html", values), "text/html")
    return message


def said(notice: Notice, around: Round) -> dict:
    """What the templates are given, in the language in use. Every notice names officer, department, contact (영 31)."""
    telling = Telling(notice.case, notice.event, around)
    language = telling.language
    officer = telling.officer
    if not names_officer(officer):
        raise ValueError(
            f"notice {notice.pk} names nobody: {', '.join(str(each) for each in names_officer(officer).reasons)}"
        )
    return {
        "telling": telling,
        "words": words_of(telling),
        "case": notice.case,
        "officer": officer,
        "coordinating": _other(around, notice.case),
        "municipality": around.municipality(language),
        "language": language,
        "said_language": tongue_of(telling.said, language),
        "number": shown(notice.case.number),
        "address": _address(notice.case),
    }


def _address(case: Case) -> str:
    """The petition's own page; where a password was chosen only the door at which it is asked for."""
    return door_of(case) if case.password else address_of(case)


def door_of(case: Case) -> str:
    """Where a petition is opened by its number and what only its petitioner knows."""
    with translation.override(read_here(case.language)):
        return f"{desk_address()}{reverse('petition_lookup')}"


def language_of(case: Case) -> str:
    """The petitioner's; Korean where the platform has it no longer."""
    return case.language if case.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _other(around: Round, case: Case):
    """The department that oversees petitions, beside the one in charge; nothing where they are one."""
    found = around.coordinating
    return found if found and found.pk != case.department_id else None


def _headers(notice: Notice, language: str) -> dict[str, str]:
    """Under one id for ever: a copy that is sent again after a fault is known as the same."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "Message-ID": f"<petition.{connection.schema_name}.{notice.pk}@{host}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
