"""One row an original and a language."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages.models.source import SourceText
from cms.ordinance.translation import Kind, Standing, State


class TranslationState(models.TextChoices):
    """How a page stands in a language; what each means stands in :mod:`cms.ordinance.translation`."""

    CURRENT = State.CURRENT.value, _("up to date")
    BEHIND = State.BEHIND.value, _("behind the original")
    CRITICALLY_BEHIND = State.CRITICALLY_BEHIND.value, _("behind, figures have changed")
    MACHINE_UNREVIEWED = State.MACHINE_UNREVIEWED.value, _("machine translation, not reviewed")
    IN_TRANSLATION = State.IN_TRANSLATION.value, _("in translation")
    MISSING = State.MISSING.value, _("not translated")


class ChangeKind(models.TextChoices):
    """What changed in the original since the version translated from."""

    NOTHING = Kind.NOTHING.value, _("nothing")
    COSMETIC = Kind.COSMETIC.value, _("spelling and layout")
    TEXT = Kind.TEXT.value, _("text")
    CRITICAL = Kind.CRITICAL.value, _("figures, dates, addresses or negations")


class TranslatedPage(models.Model):
    """How far the translation of a page into a language is, and from which version it was made.

    Written by ``cms.languages.services`` alone, on every path of publication. ``own_text``: no translation but a page
    written for its readers, which follows no original. ``pairs``: figures of the version translated from and what
    stands in their place now, as they are written. ``fingerprint`` is that of the translation's own words.
    """

    source = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="translated_pages")
    language = models.CharField(_("language"), max_length=12)
    page = models.OneToOneField(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="translated_from"
    )
    department = models.ForeignKey(
        "departments.Department", verbose_name=_("department"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=TranslationState.choices, default=TranslationState.MISSING
    )
    public = models.BooleanField(default=False)
    begun = models.BooleanField(default=False)
    own_text = models.BooleanField(_("a page of its own, no translation"), default=False)
    made_from = models.ForeignKey(SourceText, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("translated"), null=True)
    made_revision = models.BigIntegerField(null=True)  # the version of wagtail-localize's that readers have
    present = models.ForeignKey(SourceText, null=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    untranslated = models.PositiveIntegerField(_("pieces without a translation"), default=0)
    change = models.CharField(
        _("change of the original"), max_length=8, choices=ChangeKind.choices, default=ChangeKind.NOTHING
    )
    pairs = models.JSONField(default=list)
    behind_since = models.DateTimeField(_("behind since"), null=True)
    critical_since = models.DateTimeField(null=True)
    due_on = models.DateField(_("to be caught up by"), null=True)
    machine = models.BooleanField(_("machine translation"), default=False)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("reviewed by")
    )

    class Meta:
        verbose_name = _("translation of a page")
        verbose_name_plural = _("translations of pages")
        constraints = [
            models.UniqueConstraint(fields=["source", "language"], name="languages_translation_once"),
            models.CheckConstraint(
                condition=models.Q(behind_since__isnull=True) | models.Q(due_on__isnull=False),
                name="languages_behind_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="languages_translation_state")]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.language}: {self.state}"

    @property
    def standing(self) -> Standing:
        """The facts that its state follows from."""
        return Standing(
            self.public,
            self.begun,
            not self.untranslated,
            Kind(self.change),
            self.machine,
            self.reviewed_at is not None,
        )

    def is_overdue(self, today: dt.date) -> bool:
        """Past its day for catching up."""
        return self.due_on is not None and self.due_on < today
