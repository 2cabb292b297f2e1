"""What a service was used for, and how many characters of the month's budget that took."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How a use stands."""

    RESERVED = "reserved", _("not finished")
    DONE = "done", _("done")
    PARTLY = "partly", _("done in part")
    FAILED = "failed", _("failed")


class MachineUse(models.Model):
    """One line of the book, written once: PostgreSQL refuses to change or delete it.

    Before a service is asked its characters are reserved; what it did not take is given back by a second line, which
    ``settles`` the first with a number of characters of 0 or below. A use that was killed half-way has no second line
    and counts whole: the service may have taken everything. Pages, translations and people may be gone by now.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    month = models.DateField(_("month"))  # its first day in Korea, of the reservation
    characters = models.IntegerField(_("characters"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    settles = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="settlement")
    service = models.CharField(_("service"), max_length=20)
    language = models.CharField(_("language"), max_length=12)
    translation_id = models.BigIntegerField(null=True)
    page_id = models.BigIntegerField(null=True)
    title = models.CharField(_("page"), max_length=255, blank=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(_("who"), max_length=150, blank=True)
    failure = models.CharField(_("answer of the service"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("use of machine translation")
        verbose_name_plural = _("uses of machine translation")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["month", "language"], name="machine_use_month")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settles__isnull=True, characters__gt=0, outcome=Outcome.RESERVED)
                | (models.Q(settles__isnull=False, characters__lte=0) & ~models.Q(outcome=Outcome.RESERVED)),
                name="machine_reserved_then_given_back",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.language} {self.characters:+d}"
