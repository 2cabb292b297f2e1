"""Who decides as which office (전결), and reasons that are begun and must be completed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DecisionOffice(models.Model):
    """A person who decides as the office that the policy names, on a basis (위임전결 규정), for a time."""

    office = models.CharField(_("office"), max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="decision_offices"
    )
    basis = models.CharField(_("basis"), max_length=200, help_text=_("The rule of delegation, or the appointment."))
    since = models.DateField(_("holds the office from"), default=timezone.localdate)
    until = models.DateField(_("holds the office until"), null=True, blank=True)

    class Meta:
        ordering = ["office", "since"]
        verbose_name = _("who decides on removals")
        verbose_name_plural = _("who decides on removals")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="moderation_office_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.user}"


class CannedReason(models.Model):
    """A reason to begin from: ``[…]`` marks what must be filled in before it is taken."""

    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), help_text=_("Mark with […] what must be completed."))
    ground = models.PositiveSmallIntegerField(_("number of the ground"), default=0)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("canned reason")
        verbose_name_plural = _("canned reasons")

    def __str__(self) -> str:
        return self.title
