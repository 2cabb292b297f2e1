"""Homepages in languages that the municipality no longer offers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LanguageClosing(models.Model):
    """A language was withdrawn. ``pages``: what readers could open then, as pairs of page and version (Revision).

    Written by :mod:`cms.languages.closing` alone. Pages stay, unpublished; they come back by an act.
    """

    language = models.CharField(_("language"), max_length=12)
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)
    closed_by = models.CharField(_("operator"), max_length=150, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    pages = models.JSONField(default=list)
    reopened_at = models.DateTimeField(_("offered again"), null=True)

    class Meta:
        verbose_name = _("closing of a language")
        verbose_name_plural = _("closings of languages")
        constraints = [
            models.UniqueConstraint(
                fields=["language"], condition=models.Q(reopened_at=None), name="languages_closed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.closed_at:%Y-%m-%d}"

    @classmethod
    def of(cls, language: str) -> LanguageClosing | None:
        """The closing that lasts, if the language was offered once and is not now."""
        return cls.objects.filter(language=language, reopened_at=None).first()
