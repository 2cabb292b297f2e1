"""Who may not write for a time; accounts that a person recognised as the same author's (동일인이라고 인정되는 자)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .matter import Matter


class Block(models.Model):
    """A writer who may read and not write, from ``since`` to the end of the day ``until``. Only with removals.

    ``left_index``: of a writer who has left since, the blind index of the e-mail address, so that the block outlasts
    the account; emptied when the block is over.
    """

    account = models.CharField(max_length=64, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    matters = models.ManyToManyField(Matter, related_name="blocks")
    reason = models.TextField(_("reason"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateField(_("until"))
    blocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(_("ended before"), null=True)
    ended_because = models.TextField(_("reason of the end"), blank=True)
    left_index = models.CharField(max_length=64, blank=True, db_default="", default="", editable=False)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("block of a writer")
        verbose_name_plural = _("blocks of writers")

    def __str__(self) -> str:
        return f"{self.account[:8]} · {self.until}"


class SameAuthor(models.Model):
    """Two accounts, the smaller key first, of one author: a person's recorded decision."""

    first = models.CharField(max_length=64)
    second = models.CharField(max_length=64, db_index=True)
    reason = models.TextField(_("why"))
    recognised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recognised_at = models.DateTimeField(_("recognised"), default=timezone.now)

    class Meta:
        verbose_name = _("accounts of one author")
        verbose_name_plural = _("accounts of one author")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="moderation_same_author_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="moderation_same_author_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first[:8]} = {self.second[:8]}"
