"""Situations of life (생애·상황별) in which people look for services."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from petitions.tongues import FOREIGN


class LifeSituation(ClusterableModel):
    """Moving house, marriage, a birth: a door to the services that one needs then."""

    slug = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
        InlinePanel("names", heading=_("in other languages"), label=_("language")),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")

    def __str__(self) -> str:
        return self.name


class LifeSituationName(models.Model):
    """Its name in another language."""

    situation = ParentalKey(LifeSituation, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=FOREIGN)
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("name")])]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["situation", "language"], name="petitions_situation_name_once")]

    def __str__(self) -> str:
        return self.name
