"""A file of a citizen: its row here, its content closed on the disk."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField, blind_index, index_of
from cms.privacy.kinds import KINDS


class SealedFile(models.Model):
    """What was attached. The row stays when the file is removed, and then says nothing but that there was one.

    ``path`` leads below the municipality's private folder; ``key`` opens the content, and nothing else does.
    """

    DIGEST = "privacy.sealedfile.sha256"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedTextField(_("name of the file"), null=True)
    kind = models.CharField(_("type"), max_length=8, choices=[(name, name) for name in KINDS])
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    path = models.CharField(max_length=50, null=True, unique=True)  # noqa: DJ001 - none where it is removed
    key = EncryptedTextField(null=True)
    sha256 = EncryptedTextField(null=True)
    sha256_index = models.CharField(max_length=64, blank=True, db_index=True)
    removed_at = models.DateTimeField(_("removed"), null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, path__isnull=False, key__isnull=False)
                | Q(
                    removed_at__isnull=False,
                    path__isnull=True,
                    key__isnull=True,
                    name__isnull=True,
                    sha256__isnull=True,
                    sha256_index="",
                ),
                name="privacy_removed_is_empty",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


@index_of("privacy.sealedfile", "sha256_index", "sha256")
def digest_index(sha256: str) -> str:
    """Under which the same content is found again."""
    return blind_index(sha256, SealedFile.DIGEST)
