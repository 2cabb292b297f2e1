"""Rows of the access log and of changes of rights go when their time is over; the database lets none go before."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from cms.privacy.models import AccessEntry, PermissionChange

_AT_ONCE = 5_000
log = logging.getLogger(__name__)


def over(day: dt.date) -> list[QuerySet[Any]]:
    """Rows whose last day is past, of each table."""
    return [model.objects.filter(kept_until__lt=day) for model in (AccessEntry, PermissionChange)]


def forget() -> int:
    """Delete them, some thousand a transaction; how many."""
    deleted = 0
    for rows in over(timezone.localdate()):
        while some := list(rows.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
            deleted += rows.filter(pk__in=some).delete()[0]
    if deleted:
        log.info("%s: %s rows of the access log were past their time and deleted.", connection.schema_name, deleted)
    return deleted
