"""Passwords that an account had before, as hashes, so that they are not used again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerPassword(models.Model):
    """The hash of a password that an account has or had."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("former password")
        verbose_name_plural = _("former passwords")

    def __str__(self) -> str:
        return f"{self.user} · {self.created_at:%Y-%m-%d}"
