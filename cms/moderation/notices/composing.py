"""A notice as mail, made when it is sent from the row of the register that it tells of: text, and simple HTML."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation

from cms.core.dates import long_date
from cms.departments.models import Department
from cms.moderation.models import Matter, ModerationRegister, ReasonNotice
from cms.moderation.notices.keys import key_of
from cms.moderation.notices.words import Words, words_of
from cms.moderation.subjects import subject_of
from cms.moderation.terms import terms


def compose(notice: ReasonNotice) -> EmailMultiAlternatives:
    """The message in the author's language."""
    language = notice.language if notice.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    row = ModerationRegister.objects.get(number=notice.register_number)
    with translation.override(language):
        said = _said(notice.matter, row, language)
        message = EmailMultiAlternatives(
            f"[{said['municipality']}] {said['words'].news}",
            render_to_string("moderation/notices/mail.txt", said),
            from_email=formataddr((said["municipality"], parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
            to=[notice.mail or ""],
            headers=_headers(notice, language),
        )
        message.attach_alternative(render_to_string("moderation/notices/mail.html", said), "text/html")
    return message


def _said(matter: Matter, row: ModerationRegister, language: str) -> dict[str, Any]:
    words = words_of(row)
    here = connection.tenant
    return {
        "words": words,
        "row": row,
        "ordinance": f"「{terms().policy.ordinance.title}」",
        "board": _board_of(matter),
        "posted": long_date(row.posted_at) if row.posted_at else "",
        "language": language,
        "municipality": here.name_ko if language == settings.LANGUAGE_CODE else here.name_en or here.name_ko,
        "department": _department_of(matter),
        "object_at": _object_at(matter, words),
    }


def _board_of(matter: Matter) -> str:
    row = ModerationRegister.objects.filter(matter=matter.pk).exclude(board="").order_by("-number").first()
    return row.board if row else ""


def _object_at(matter: Matter, words: Words) -> str:
    if not words.may_object:
        return ""
    subject = subject_of(matter.subject_kind)
    return subject.objection_address(subject.get(matter.subject_pk), key_of(matter))


def _department_of(matter: Matter) -> Department | None:
    """Who can be asked: the board's department, else the one that manages the homepage."""
    own = Department.objects.open().filter(pk=matter.department_pk).first() if matter.department_pk else None
    return own or Department.objects.open().filter(manages_homepage=True).order_by("sort_order", "code").first()


def _headers(notice: ReasonNotice, language: str) -> dict[str, str]:
    """Under one id for ever: a copy that is sent again after a fault is known as the same."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "Message-ID": f"<moderation.{connection.schema_name}.{notice.pk}@{host}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
