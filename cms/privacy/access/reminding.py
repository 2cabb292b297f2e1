"""Those who review the access log are told when a month waits: once when it is over, then every week."""

from __future__ import annotations

import datetime as dt
import logging

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.dates import month_name
from cms.departments.models import Role
from cms.privacy.access.reviewing import waiting
from cms.privacy.models import ReviewReminder
from tenants.addresses import desk_address

#: They answer for the whole site.
REVIEWERS = (Role.HOMEPAGE, Role.SYSTEM)
WEEK = dt.timedelta(days=7)
DESK_LANGUAGE = "ko"
log = logging.getLogger(__name__)


def told(now: dt.datetime) -> QuerySet[ReviewReminder]:
    """Whether it was seen to within the week that last month is reviewed."""
    return ReviewReminder.objects.filter(month=last_month(now), told_at__gt=now - WEEK)


def last_month(now: dt.datetime) -> dt.date:
    """Its first day."""
    return (timezone.localtime(now).date().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def remind() -> int:
    """Tell them of all months that wait, each month once a week; how many messages went out.

    The mail names months and numbers, and nobody who looked or was looked at.
    """
    now = timezone.now()
    due = [month for month in waiting(timezone.localdate(now)) if not _was_told(month, now)]
    if not due:
        _note(last_month(now), now)
        return 0
    sent = _send(due)
    for month in due:
        _note(month, now)
    return sent


def _was_told(month: dt.date, now: dt.datetime) -> bool:
    return ReviewReminder.objects.filter(month=month, told_at__gt=now - WEEK).exists()


def _note(month: dt.date, now: dt.datetime) -> None:
    ReviewReminder.objects.update_or_create(month=month, defaults={"told_at": now})


def _send(months: list[dt.date]) -> int:
    people = get_user_model().objects.filter(is_active=True, groups__role_group__role__in=REVIEWERS)
    mailboxes = people.exclude(email="").order_by("email").values_list("email", flat=True).distinct()
    messages = [
        EmailMessage(*_words(months), to=[address], headers={"Auto-Submitted": "auto-generated"})
        for address in mailboxes
    ]
    if not messages:
        log.warning("%s: nobody has a mailbox to hear that the access log waits.", connection.schema_name)
        return 0
    try:
        return get_connection().send_messages(messages) or 0
    except OSError:
        log.exception("%s: mail about the access log was not sent.", connection.schema_name)
        return 0


def _words(months: list[dt.date]) -> tuple[str, str]:
    with translation.override(DESK_LANGUAGE):
        subject = _("[%(municipality)s] The access log waits to be reviewed")
        first = _("The log of accesses to personal data is reviewed every month. These months wait:")
        lines = [first, "", *(f"- {month_name(month)}" for month in months), ""]
        lines.append(f"{desk_address()}{reverse('privacy_review', args=[months[0].year, months[0].month])}")
        return subject % {"municipality": connection.tenant.name_ko}, "\n".join(lines)
