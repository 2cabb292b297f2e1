"""Who stands in for whom while somebody is away (대직)."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AbsenceCover(models.Model):
    """For these days the deputy does what the absent person does for this department."""

    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("absent"), on_delete=models.CASCADE, related_name="petition_absences"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("deputy"), on_delete=models.CASCADE, related_name="petition_covers"
    )
    department = models.ForeignKey(
        "departments.Department", verbose_name=_("department"), on_delete=models.CASCADE, related_name="+"
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))

    class Meta:
        ordering = ["-first_day", "pk"]
        verbose_name = _("absence cover")
        verbose_name_plural = _("absence covers")
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="petitions_cover_span"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="petitions_cover_other"),
        ]

    def __str__(self) -> str:
        return f"{self.absent} → {self.deputy}"

    def clean(self) -> None:
        """Raises ValidationError for a span that ends before it begins, or a person for themselves."""
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day comes before the first.")})
        if self.absent_id and self.absent_id == self.deputy_id:
            raise ValidationError({"deputy": _("Somebody else must stand in.")})
