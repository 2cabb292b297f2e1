"""Showing a draft (초안) to someone without an account: a link that expires and can be taken back."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DraftShareQuerySet(models.QuerySet):
    """Links by whether they still open."""

    def open(self, now: dt.datetime | None = None) -> "DraftShareQuerySet":
        """Neither expired nor taken back."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now or timezone.now())

    def by_token(self, token: str) -> "DraftShare":
        """The open link of a token. Raises DoesNotExist for a forged, foreign, expired or revoked one."""
        try:
            pk = signing.loads(token, salt=_salt())
        except signing.BadSignature:
            raise self.model.DoesNotExist from None
        return self.open().get(pk=pk)


class DraftShare(models.Model):
    """A link to the latest draft of a page, read-only."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="draft_shares")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("opens until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = DraftShareQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")

    def __str__(self) -> str:
        return f"{self.page} → {self.expires_at:%Y-%m-%d}"

    @property
    def token(self) -> str:
        """The signed part of the address; good in this municipality only, since row numbers repeat in the others."""
        return signing.dumps(self.pk, salt=_salt())


def _salt() -> str:
    return f"draft-share:{connection.schema_name}"
