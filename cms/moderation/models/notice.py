"""The notice to the author (당사자에게 삭제한 이유를 통지): its words are made when it is sent, from the matter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField

from .matter import Matter


class ReasonNotice(models.Model):
    """One message about one row of the register. ``key``: leads the author to the objection without an account."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused by the mail server")
        NO_ADDRESS = "no_address", _("no address is known")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notices")
    register_number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=12)
    mail = EncryptedTextField(null=True)
    language = models.CharField(max_length=12, default="ko")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="moderation_notice_waits")
        ]
        verbose_name = _("notice to an author")
        verbose_name_plural = _("notices to authors")

    def __str__(self) -> str:
        return f"{self.matter_id} · {self.state}"
