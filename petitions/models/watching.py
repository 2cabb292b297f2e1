"""What the overall department (총괄부서) does to watch over petitions: dunning letters, the monthly check, recounts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.models.trace import CaseEvent


class LetterState(models.TextChoices):
    """How far a letter has come."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    NOBODY = "nobody", _("nobody there has an e-mail address")


class DunningLetter(models.Model):
    """A dunning letter (독촉장, 영 제28조제2항) to the officer and the head of the department in charge.

    ``told``: the accounts that it went to, by name. Nothing of the petitioner stands in it.
    """

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="dunning_letter")
    state = models.CharField(_("state"), max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    told = models.JSONField(_("to"), default=list)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("dunning letter")
        verbose_name_plural = _("register of dunning letters")
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="petitions_dunning_waits")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"


class MonthlyCheck(models.Model):
    """One monthly check (매월 1회 이상 확인ㆍ점검, 영 제28조제2항) with what was found that day."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(_("by"), max_length=150)
    open = models.PositiveIntegerField(_("open petitions"))
    overdue = models.PositiveIntegerField(_("overdue"))
    dunned = models.PositiveIntegerField(_("dunned since the last check"))
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("monthly check of petitions")
        verbose_name_plural = _("monthly checks of petitions")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Recount(models.Model):
    """A change of holidays or working hours, after which the periods of open petitions are counted anew."""

    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(done_at=None), name="petitions_recount_waits")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
