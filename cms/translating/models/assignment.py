"""Translations that were given to a person."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by whether they last."""

    def open(self) -> AssignmentQuerySet:
        """Those that last."""
        return self.filter(ended_at=None)


class Assignment(models.Model):
    """One translation is one person's to write (번역 배정); an outside translator (수탁자) sees nothing else.

    Ended, it stays as a record. ``due_on`` is the day agreed with the person, not that of the translation's lag.
    """

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("translator"), on_delete=models.CASCADE, related_name="assignments"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment of a translation")
        verbose_name_plural = _("assignments of translations")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "person"], condition=Q(ended_at=None), name="translating_assigned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} → {self.person}"

    def is_overdue(self, today: dt.date) -> bool:
        """Past the day agreed, and still open."""
        return self.ended_at is None and self.due_on is not None and self.due_on < today
