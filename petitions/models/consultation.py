"""Consultation (민원상담) by field, each with those who answer (안양 제10조, 용인 제11조, 동작 제10조)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from petitions.tongues import FOREIGN


class ConsultationField(index.Indexed, ClusterableModel):
    """A field (상담 분야). Where one consultant is named, what comes in is handed to them at once."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    description = models.CharField(_("what can be asked"), max_length=300, blank=True)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    consultants = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("consultants"),
        blank=True,
        related_name="consultation_fields",
        help_text=_("Staff of the department (민원상담관). Their names are public."),
    )
    active = models.BooleanField(_("is offered"), default=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("department"),
        FieldPanel("consultants"),
        FieldRowPanel([FieldPanel("active"), FieldPanel("sort_order")]),
        InlinePanel("names", heading=_("in other languages"), label=_("language")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("field of consultation")
        verbose_name_plural = _("fields of consultation")

    def __str__(self) -> str:
        return self.name


class ConsultationFieldName(models.Model):
    """Its name in another language."""

    field = ParentalKey(ConsultationField, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=FOREIGN)
    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(_("what can be asked"), max_length=400, blank=True)

    panels = [FieldPanel("language"), FieldPanel("name"), FieldPanel("description")]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["field", "language"], name="petitions_field_name_once")]

    def __str__(self) -> str:
        return self.name
