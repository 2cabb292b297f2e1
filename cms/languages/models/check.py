"""The nightly look at all translations."""

from django.db import models


class TranslationCheck(models.Model):
    """One night's look: translations that had no row, and rows that were no longer true."""

    on = models.DateField(unique=True)
    found = models.PositiveIntegerField()
    mended = models.PositiveIntegerField()

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on}: {self.found} + {self.mended}"
