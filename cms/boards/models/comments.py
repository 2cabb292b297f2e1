"""A comment (댓글) below a post: moderated exactly as posts are."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .posts import Contribution, Post


class Comment(Contribution):
    """One comment."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="comments", verbose_name=_("post"))

    class Meta(Contribution.Meta):
        ordering = ["posted_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(
                fields=["post", "id"], condition=Q(state__in=["public", "removed"]), name="boards_comment_listed"
            ),
            models.Index(fields=["account", "posted_at"], name="boards_comment_account"),
            models.Index(fields=["author", "-posted_at"], name="boards_comment_author"),
            models.Index(fields=["sender", "posted_at"], condition=~Q(sender=""), name="boards_comment_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} · {self.pk}"
