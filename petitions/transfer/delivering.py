"""Bringing petitions to other municipalities, exactly once: again and again until the receiver has it.

The receiver writes case and ``uuid`` in one transaction of its own, then the sender writes that it arrived. Killed in
between, the next attempt finds the ``uuid`` there and only writes down what is so.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid as uuids
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from petitions.models import Fault, Notice, NoticeState, TransferOut
from petitions.transfer.choices import municipality
from petitions.transfer.package import pack
from petitions.transfer.receiving import NotTaken, Taken, take_in, taken_already
from tenants.context import tenant
from tenants.models import Municipality

logger = logging.getLogger(__name__)
#: Minutes until the next attempt, the last of them for ever.
WAITS = (1, 2, 5, 15, 30, 60)
_AT_ONCE = 100
_LOCK = 360042


def waiting(now: dt.datetime | None = None) -> QuerySet[TransferOut]:
    """What is to be brought now."""
    rows = TransferOut.objects.filter(delivered_at=None, given_up_at=None)
    return rows.filter(next_attempt_at__lte=now or timezone.now())


def deliver_due() -> dict[str, int]:
    """One attempt at each; how many arrived, and how many are tried again later."""
    arrived = later = 0
    for pk in list(waiting().order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:_AT_ONCE]):
        if deliver(pk):
            arrived += 1
        else:
            later += 1
    return {"arrived": arrived, "later": later}


def deliver(pk: int) -> bool:
    """One attempt; whether the receiver has it now. Whatever goes wrong is written down where the desk sees it."""
    row = TransferOut.objects.get(pk=pk)
    with alone(row.uuid):
        row.refresh_from_db()
        if not row.is_under_way:
            return row.delivered_at is not None
        try:
            taken = _bring(row)
        except NotTaken as wrong:
            _later(row, wrong.fault)
            return False
        except Exception as wrong:  # whatever it is: the petition stays here, and is tried again
            logger.error("Transfer %s was not delivered: %s", row.uuid, type(wrong).__name__)
            _later(row, Fault.ERROR)
            return False
        arrived(row, taken)
    return True


@contextmanager
def alone(uuid: uuids.UUID) -> Iterator[None]:
    """Nobody else brings it, or sends it elsewhere, meanwhile; let go when this connection dies."""
    key = [_LOCK, uuid.int & 0x7FFFFFFF]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def receiver_has(row: TransferOut) -> Taken | None:
    """What became of it there."""
    to = municipality(row.to_slug)
    if to is None:
        return None
    with tenant(to):
        return taken_already(row.uuid)


def arrived(row: TransferOut, taken: Taken) -> None:
    """The sender writes down that it is there; the petitioner is told now."""
    now = timezone.now()
    with transaction.atomic():
        held = TransferOut.objects.select_for_update().get(pk=row.pk)
        held.delivered_at, held.new_number, held.new_contact, held.fault = now, taken.number, taken.contact, ""
        held.save()
        Notice.objects.filter(case=held.case_id, state=NoticeState.WAITING, next_attempt_at__gt=now).update(
            next_attempt_at=now
        )


def _bring(row: TransferOut) -> Taken:
    to = municipality(row.to_slug)
    if to is None:
        raise NotTaken(Fault.GONE)
    if to.state != Municipality.State.ACTIVE:
        raise NotTaken(Fault.SUSPENDED)
    sender, package = connection.tenant, pack(row.case_id)
    with tenant(to):
        return take_in(row.uuid, package, sender, row.to_department)


def _later(row: TransferOut, fault: Fault) -> None:
    minutes = WAITS[min(row.attempts, len(WAITS) - 1)]
    row.attempts += 1
    row.fault, row.next_attempt_at = fault, timezone.now() + dt.timedelta(minutes=minutes)
    row.save(update_fields=["attempts", "fault", "next_attempt_at"])
