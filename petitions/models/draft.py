"""A petition that is not sent yet (임시저장): what was typed so far, closed, until it is sent or its days are over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField


class Draft(models.Model):
    """What a citizen has typed, step by step.

    Its number is known to the citizen alone: ``lookup`` is a keyed hash of it. ``content`` is JSON. ``sender`` is a
    keyed hash of the day and the network address, for limits.
    """

    lookup = models.CharField(max_length=64, unique=True, editable=False)
    service = models.ForeignKey(
        "petitions.Service", verbose_name=_("petition service"), on_delete=models.PROTECT, related_name="drafts"
    )
    language = models.CharField(_("language"), max_length=12)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="petition_drafts"
    )
    content = EncryptedTextField(_("content"))
    sender = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("draft of a petition")
        verbose_name_plural = _("drafts of petitions")

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A sealed file of a draft. Which field of the form it answers, ``field`` says."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField("privacy.SealedFile", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file_id)


class Attempt(models.Model):
    """Somebody tried to open a petition or a draft by its number and failed; forgotten after a while.

    ``subject`` and ``sender`` are keyed hashes of the number and of the network address: both are only counted.
    """

    at = models.DateTimeField(db_index=True)
    subject = models.CharField(max_length=64, db_index=True)
    sender = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class PasswordKey(models.Model):
    """A way to set a petition's password anew, once (비밀번호 변경, 안양 제9조제4항, 용인 제10조제4항).

    An officer who has verified that it is the petitioner who asks gives it away. ``lookup`` is a keyed hash of it.
    """

    case = models.ForeignKey("petitions.Case", on_delete=models.CASCADE, related_name="password_keys")
    lookup = models.CharField(max_length=64, unique=True, editable=False)
    by_name = models.CharField(max_length=150)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.case_id)
