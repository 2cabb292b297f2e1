"""Mail about a letter that waits to be sent. The words are made when it is sent, so nothing personal stands here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.outbox import WaitingMail

from .letter import Letter


class Kind(models.TextChoices):
    """Who is told what."""

    RECEIPT = "receipt", _("receipt to the reader")
    ANSWER = "answer", _("answer to the reader")
    PETITION = "petition", _("to the reader: this is a petition")
    OFFICE = "office", _("notice to the office")


class LetterMail(WaitingMail):
    """One message. A server that is not ready is asked again; one that refuses the mailbox is not."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="contact_mail_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind}"
