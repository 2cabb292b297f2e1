"""Mail that waits to be sent (outbox): rows without words, which are made when a message leaves.

The row is locked while its message is handed over. A server that is not ready is asked again; one that refuses the
mailbox for good is not.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.mailing import PATIENCE, Verdict, hand_over, next_attempt, send_each
from cms.ordinance.masking import mask


class MailState(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused by the mail server")
    SETTLED = "settled", _("no longer needed")


class WaitingMail(models.Model):
    """One message: to whom and of what is the business of its room."""

    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=WaitingMail)


def _nothing(row: Any) -> None:
    """Where nothing follows a refusal."""


class Outbox(Generic[Row]):
    """The mail of one room.

    :param compose: the message as it is now; None where nothing is to be said any more.
    :param related: what is fetched with a row, as for ``select_related``.
    :param refused: what follows when a mailbox is refused for good, in the same transaction.
    """

    def __init__(
        self,
        model: type[Row],
        compose: Callable[[Row], EmailMessage | None],
        *related: str,
        refused: Callable[[Row], None] = _nothing,
    ) -> None:
        self.model, self.compose, self.related, self.refused = model, compose, related, refused

    def due(self, at: dt.datetime) -> QuerySet[Row]:
        """Messages whose time has come."""
        rows = self._rows.filter(state=MailState.WAITING, next_attempt_at__lte=at)
        return rows.order_by("next_attempt_at", "pk")

    def post(self) -> dict[str, int]:
        """Send what is due; counts of ``sent``, ``undeliverable`` and ``later``."""
        at = timezone.now()
        return send_each(
            list(self.due(at).values_list("pk", flat=True)),
            lambda pk, mail, did: self._send(pk, at, mail, did),
            lambda pk: self._rows.filter(pk=pk).update(next_attempt_at=at + PATIENCE[-1]),
        )

    @property
    def _rows(self) -> QuerySet[Row]:
        return self.model._default_manager.all()

    @transaction.atomic
    def _send(self, pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
        """Another process may have it: then it is left to that."""
        rows = self.due(at).select_for_update(of=("self",), skip_locked=True).select_related(*self.related)
        row = rows.filter(pk=pk).first()
        if row is None:
            return
        message = self.compose(row)
        if message is None:
            _set(row, MailState.SETTLED)
            return
        answer = hand_over(message, mail)
        if answer.verdict is Verdict.REFUSED:
            _set(row, MailState.REFUSED, answer.said)
            self.refused(row)
            did["undeliverable"] += 1
        elif answer.verdict is Verdict.LATER:
            row.next_attempt_at = next_attempt(at, row.attempts)
            _set(row, MailState.WAITING, answer.said)
            did["later"] += 1
        else:
            row.sent_at = at
            _set(row, MailState.SENT)
            did["sent"] += 1


def _set(row: WaitingMail, state: MailState, said: str = "") -> None:
    """What the server said may name the mailbox: it is kept covered."""
    row.state, row.error, row.attempts = state, mask(said), row.attempts + 1
    row.save(update_fields=["state", "error", "attempts", "next_attempt_at", "sent_at"])
