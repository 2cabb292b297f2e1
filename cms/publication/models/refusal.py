"""A publication that nobody was looking at, and that was refused: its department must hear of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusedPublication(models.Model):
    """The last refusal of a page's publication by the schedule or in bulk. Gone once the page is published."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="refused_publication")
    way = models.CharField(_("by way of"), max_length=100)
    reasons = models.JSONField(_("reasons"), default=list)
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("refused publication")
        verbose_name_plural = _("refused publications")

    def __str__(self) -> str:
        return f"{self.page_id} · {self.at:%Y-%m-%d}"
