"""Rows of the access log go when their time is over; the database lets none go before."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from cms.privacy.models import AccessEntry

_AT_ONCE = 5_000
log = logging.getLogger(__name__)


def over(day: dt.date) -> QuerySet[AccessEntry]:
    """Rows whose last day is past."""
    return AccessEntry.objects.filter(kept_until__lt=day)


def forget() -> int:
    """Delete them, some thousand a transaction; how many."""
    deleted = 0
    while some := list(over(timezone.localdate()).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        deleted += AccessEntry.objects.filter(pk__in=some).delete()[0]
    if deleted:
        log.info("%s: %s rows of the access log were past their time and deleted.", connection.schema_name, deleted)
    return deleted
