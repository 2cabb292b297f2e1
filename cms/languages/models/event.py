"""What happened to translations, written once."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.dates import local_day
from cms.languages.models.translated import ChangeKind


class Act(models.TextChoices):
    """What happened."""

    BEGUN = "begun", _("translation begun")
    TRANSLATED = "translated", _("translated")
    PUBLISHED = "published", _("published")
    SOURCE_CHANGED = "source_changed", _("original changed")
    CAUGHT_UP = "caught_up", _("caught up with the original")
    MACHINE = "machine", _("translated by a machine")
    REVIEWED = "reviewed", _("reviewed")
    DEPARTMENT = "department", _("another department answers")
    OWN_TEXT = "own_text", _("a page of its own from now on")
    WITHDRAWN = "withdrawn", _("no longer public")


class TranslationEvent(models.Model):
    """One act. PostgreSQL refuses to change or delete a row. Pages, people and departments may be gone by now.

    ``behind``: whether the translation was behind its original after the act; ``critical``: by a figure. What was true
    after the last event of a translation stays true until its next.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    act = models.CharField(_("act"), max_length=14, choices=Act.choices)
    source_id = models.BigIntegerField()
    page_id = models.BigIntegerField(null=True)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("page"), max_length=255)
    department_id = models.BigIntegerField(null=True)
    department_name = models.CharField(_("department"), max_length=80, blank=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(_("who"), max_length=150, blank=True)
    change = models.CharField(
        _("change of the original"), max_length=8, choices=ChangeKind.choices, default=ChangeKind.NOTHING
    )
    pairs = models.JSONField(default=list)
    behind = models.BooleanField(default=False)
    critical = models.BooleanField(default=False)
    revision_number = models.BigIntegerField(null=True)
    text_digest = models.CharField(max_length=64, blank=True)  # of the original's text that the act is about

    class Meta:
        verbose_name = _("event of a translation")
        verbose_name_plural = _("events of translations")
        ordering = ["pk"]
        indexes = [models.Index(fields=["source_id", "language"], name="languages_event_translation")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.act} {self.source_id} → {self.language}"

    @property
    def day(self) -> dt.date:
        """In the municipality's time."""
        return local_day(self.at)
