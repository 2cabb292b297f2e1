"""The answer of a department (답변) to a post."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .posts import Post


class Answer(models.Model):
    """One answer; a changed one is a new row, and the latest is shown."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"))
    department = models.ForeignKey(
        "departments.Department", on_delete=models.PROTECT, related_name="+", verbose_name=_("department")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField(_("time of the answer"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer to a post")
        verbose_name_plural = _("answers to posts")

    def __str__(self) -> str:
        return f"{self.post_id} · {self.at:%Y-%m-%d}"
