"""What a look through all public pages found: rules and contacts change, and SQL passes by every guard."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicSweep(models.Model):
    """One night's look. ``faults`` names pages that could not go out today: number, title, reasons, all covered."""

    on = models.DateField(_("day"), unique=True)
    pages = models.PositiveIntegerField(_("pages"))
    files = models.PositiveIntegerField(_("files"))
    faults = models.JSONField(_("faults"), default=list)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("look through the public pages")
        verbose_name_plural = _("looks through the public pages")

    def __str__(self) -> str:
        return f"{self.on} · {self.pages}"
