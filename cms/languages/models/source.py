"""Texts of originals, as far as translations were made from them or are compared with them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cms.ordinance.translation import Segment


class SourceText(models.Model):
    """What an original said in one of its public versions: enough to say later what has changed. Written once."""

    page_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)  # of places and words exactly as they stand
    content = models.JSONField()
    at = models.DateTimeField(default=timezone.now)  # since when the public could read it
    revision_number = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page_id", "digest"], name="languages_source_text_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest[:8]}"

    @property
    def segments(self) -> tuple[Segment, ...]:
        """As the rule takes them."""
        return tuple((place, text) for place, text in self.content)


class MadeFrom(models.Model):
    """A version that wagtail-localize wrote of a translation, and the text of the original that it wrote it from.

    Kept with the revision, since the original may be synchronised again before that revision goes public.
    ``untranslated``: pieces for which it put the original's own words.
    """

    revision_number = models.BigIntegerField(unique=True)
    text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="+")
    untranslated = models.PositiveIntegerField(default=0)
    machine = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.revision_number} ← {self.text_id}"
