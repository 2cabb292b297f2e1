"""A file of a post: served only while its post is public, gone only with the evidence or when its time is over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.privacy.models import SealedFile

from .posts import Post


class Attachment(models.Model):
    """``taken_out_in``: the post's version from which on it is not shown any more, by an edit of its author."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(SealedFile, on_delete=models.PROTECT, related_name="+")
    description = models.CharField(_("description of the picture"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)
    taken_out_in = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("attachment of a post")
        verbose_name_plural = _("attachments of posts")

    def __str__(self) -> str:
        return f"{self.post_id} · {self.pk}"
