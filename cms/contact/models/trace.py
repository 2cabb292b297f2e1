"""What happened to a letter, and who read it (접근 기록). PostgreSQL refuses to change or delete either."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .letter import Letter


class Act(models.TextChoices):
    """What was done with a letter."""

    RECEIVED = "received", _("received")
    HELD = "held", _("held back as likely advertising")
    RELEASED = "released", _("is no advertising")
    PASSED = "passed", _("passed on")
    ANSWERED = "answered", _("letter answered")
    PETITION = "petition", _("told that it is a petition")
    ADVERTISING = "advertising", _("set aside as advertising")
    UNDELIVERABLE = "undeliverable", _("mail could not be delivered")
    ERASED = "erased", _("personal data erased after its time")
    ERASED_ASKED = "erased_asked", _("personal data erased because the person asked")


class _WrittenOnce(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        :raises ValidationError: for a line that stands already.
        """
        if not self._state.adding:
            raise ValidationError(gettext("The history of a letter is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        :raises ValidationError: always.
        """
        raise ValidationError(gettext("The history of a letter is only ever added to."))


class LetterEvent(_WrittenOnce):
    """One thing that happened. ``note`` holds no personal data: it outlives the letter's."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150, blank=True)
    act = models.CharField(max_length=14, choices=Act.choices)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"


class LetterReading(_WrittenOnce):
    """Somebody saw a letter's personal data (개인정보의 안전성 확보조치 기준의 접속기록)."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="readings")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}"
