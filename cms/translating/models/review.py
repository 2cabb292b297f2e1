"""What a person has read and found right before it became public."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """One version of a translation, read by another person than those who wrote it (감수).

    PostgreSQL refuses to change or delete a row. Pages and people may be gone by now, so that both stand by number and
    name. ``fingerprint`` is that of the page's words, the same for two versions that differ in spelling and layout at
    most. ``authors``: numbers of the accounts that wrote a piece of it; ``findings``: the hints that remained and that
    the reviewer confirmed, as ``{"place", "source", "text", "hint"}``.
    """

    at = models.DateTimeField(_("reviewed"), default=timezone.now)
    page_id = models.BigIntegerField()
    revision_number = models.BigIntegerField()
    title = models.CharField(_("page"), max_length=255)
    language = models.CharField(_("language"), max_length=12)
    fingerprint = models.CharField(max_length=64)
    reviewer_id = models.BigIntegerField()
    reviewer_name = models.CharField(_("reviewed by"), max_length=150)
    submitted_by_id = models.BigIntegerField(null=True)
    authors = models.JSONField(default=list)
    machine_pieces = models.PositiveIntegerField(_("pieces translated by a machine"), default=0)
    findings = models.JSONField(default=list)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page_id", "fingerprint"], name="translating_review_of_words")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.page_id} ({self.language})"
