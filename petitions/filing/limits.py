"""How often a number may be tried: for each number and for each network address, whether there is such a number or not.

An attempt is written down before it is judged and taken back when it was right, so that many at once are counted, too.
Whoever knows a number cannot keep its owner out by trying it: each address has attempts of its own, and who has the
address of the petition, which is a key, needs none.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.dates import clock_time
from cms.core.open_forms import network_of
from petitions.filing.keys import hashed
from petitions.models import Attempt

WINDOW = dt.timedelta(minutes=15)
MOST_BY_SUBJECT = 5  # from one address
MOST_TOGETHER = 15  # from all addresses
#: A library or a town hall has one address for many.
MOST_BY_SENDER = 30
_LOCK = 360037


class TooOften(Exception):  # noqa: N818
    """The sentence says when it may be tried again; the same for numbers that do not exist."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def begin(purpose: str, number: str, address: str, now: dt.datetime | None = None) -> Attempt:
    """Write an attempt down.

    :raises TooOften: when this number, or whoever asks from this address, has had all attempts of a quarter of an hour.
    """
    now = now or timezone.now()
    subject = hashed(f"try.{purpose}", number)
    sender = hashed("try.sender", f"{timezone.localdate(now)} {network_of(address)}")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, subject])
        recent = Attempt.objects.filter(at__gt=now - WINDOW).order_by("at")
        of_subject = recent.filter(subject=subject)
        _refuse_beyond(of_subject.filter(sender=sender), MOST_BY_SUBJECT, of_number=True)
        _refuse_beyond(of_subject, MOST_TOGETHER, of_number=True)
        _refuse_beyond(recent.filter(sender=sender), MOST_BY_SENDER, of_number=False)
        return Attempt.objects.create(at=now, subject=subject, sender=sender)


def forget(now: dt.datetime | None = None) -> int:
    """Take away what no longer counts; how many."""
    return outdated(now or timezone.now()).delete()[0]


def outdated(now: dt.datetime) -> QuerySet[Attempt]:
    """Attempts that no longer count."""
    return Attempt.objects.filter(at__lte=now - WINDOW)


def _refuse_beyond(attempts: QuerySet[Attempt], most: int, *, of_number: bool) -> None:
    held = list(attempts.values_list("at", flat=True)[: most + 1])
    if len(held) < most:
        return
    until = clock_time(held[-most] + WINDOW + dt.timedelta(minutes=1))
    if of_number:
        raise TooOften(_("This number has been tried too often. Please try again after %(time)s.") % {"time": until})
    raise TooOften(_("Too much has been tried from your network. Please try again after %(time)s.") % {"time": until})
