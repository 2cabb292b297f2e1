"""Who was given which rights, by whom, and who lost them (권한 부여·변경·말소 내역).

개인정보의 안전성 확보조치 기준 제5조제3항: kept for three years at least. PostgreSQL lets nobody change a row, and lets
none go before its time.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .access import WrittenOnce


class Change(models.TextChoices):
    """What happened to the right."""

    GRANTED = "granted", _("granted")
    REVOKED = "revoked", _("revoked")


class Right(models.TextChoices):
    """What kind of right."""

    ACCOUNT = "account", _("use of the account")
    EVERYTHING = "everything", _("all rights")
    ROLE = "role", _("role")
    DEPARTMENT = "department", _("works for a department")


class PermissionChange(WrittenOnce):
    """One right that came or went. Names are as they were then; ``by`` is empty for commands and the schedule."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    account = models.CharField(_("account"), max_length=150, db_index=True)
    person = models.CharField(_("whose rights"), max_length=150)
    change = models.CharField(_("change"), max_length=8, choices=Change.choices)
    right = models.CharField(_("right"), max_length=10, choices=Right.choices)
    name = models.CharField(_("name of the right"), max_length=150, blank=True)
    by = models.CharField(_("changed by"), max_length=150, blank=True)
    kept_until = models.DateField(db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of rights")
        verbose_name_plural = _("changes of rights")
        indexes = [models.Index(fields=["-at", "-id"], name="privacy_rights_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.account} {self.change} {self.right} {self.name}".strip()
