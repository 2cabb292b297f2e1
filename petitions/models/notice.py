"""A notice to the petitioner (통지) that waits to be sent.

The words are made when it is sent, from the event, so nothing personal stands here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.models.case import Case
from petitions.models.trace import CaseEvent


class NoticeState(models.TextChoices):
    """How far it has come."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused by the mail server")
    BY_HAND = "by_hand", _("to be told by telephone or post")
    TOLD = "told", _("told by telephone or post")
    SETTLED = "settled", _("no longer needed")


class SentBy(models.TextChoices):
    """By what it went out."""

    MAIL = "mail", _("sent by e-mail")
    SMS = "sms", _("sent by text message")  # 문자메시지


class Notice(models.Model):
    """One message about one event. Without an e-mail address an officer tells the petitioner and says so here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="notice")
    state = models.CharField(_("state"), max_length=8, choices=NoticeState.choices, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_by = models.CharField(
        _("way of sending"), max_length=4, choices=SentBy.choices, blank=True, default="", db_default=""
    )
    told_by = models.CharField(_("told by"), max_length=150, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="petitions_notice_waits")
        ]
        verbose_name = _("notice to a petitioner")
        verbose_name_plural = _("notices to petitioners")

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
