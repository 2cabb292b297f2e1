"""What stays where a post stood: when, on which ground, by which office, how to object. Nothing of the post."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .matter import Matter


class Tombstone(models.Model):
    """A public row of its own: whoever reads it reads nothing that was removed. ``reason`` holds no personal data."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="tombstone")
    subject_kind = models.CharField(max_length=40)
    subject_pk = models.BigIntegerField()
    board_pk = models.BigIntegerField()
    removed_at = models.DateTimeField(_("removed"))
    grounds = models.JSONField(_("grounds"), default=list)
    reason = models.TextField(_("reason"))
    office = models.CharField(_("office"), max_length=80)
    register_number = models.PositiveBigIntegerField()
    gone_at = models.DateTimeField(null=True, help_text=_("The post was restored."))

    class Meta:
        ordering = ["-removed_at", "-pk"]
        indexes = [
            models.Index(fields=["board_pk", "-removed_at"], name="moderation_stone_board"),
            models.Index(fields=["subject_kind", "subject_pk"], name="moderation_stone_subject"),
        ]
        verbose_name = _("notice of a removal")
        verbose_name_plural = _("notices of removals")

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_pk} · {self.removed_at:%Y-%m-%d}"
