"""An objection (이의신청) of an author, decided by another person than the removal was."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField

from .matter import Matter


class Outcome(models.TextChoices):
    """How it was decided."""

    RESTORED = "restored", _("granted: the post is restored")  # 인용
    UPHELD = "upheld", _("refused: the removal stands")  # 기각


class Objection(models.Model):
    """One at a time a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="objections")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = EncryptedTextField(_("objection"), null=True)
    mail = EncryptedTextField(null=True)
    language = models.CharField(max_length=12, default="ko")
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    due_on = models.DateField(_("to be decided by"), db_index=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("objection to a removal")
        verbose_name_plural = _("objections to removals")
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(decided_at=None), name="moderation_one_objection"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} · {self.outcome}"
