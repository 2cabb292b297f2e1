"""The evidence copy (게시글 전체를 인쇄 또는 파일로 저장하여 보관): closed, with its hash, for as long as is set."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from cms.privacy.models import SealedFile

from .matter import Matter


class Evidence(models.Model):
    """The whole post as PDF (``digest`` is its SHA-256) and as data, from which it can be brought back."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="evidence")
    subject_kind = models.CharField(max_length=40)
    subject_pk = models.BigIntegerField()
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("SHA-256"), max_length=64)
    whole = EncryptedTextField(null=True)
    whole_digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField(_("kept"), default=timezone.now)
    keep_until = models.DateField(_("kept until"), db_index=True)
    gone_at = models.DateTimeField(_("erased"), null=True)

    class Meta:
        ordering = ["saved_at", "pk"]
        verbose_name = _("evidence copy")
        verbose_name_plural = _("evidence copies")

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_pk} · {self.digest[:12]}"
