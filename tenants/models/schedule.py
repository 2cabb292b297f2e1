"""What the schedule did, and how it goes: rows of the platform's own schema. Numbers and errors, never content."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.due import label, sentence
from tenants.models.municipality import Municipality


class SchedulePass(models.Model):
    """One round of the schedule. Without an end it is under way, or was killed."""

    started_at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(_("ended"), null=True)
    municipalities = models.PositiveIntegerField(_("municipalities"), default=0)
    acts = models.PositiveIntegerField(_("tasks run"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    put_off = models.PositiveIntegerField(_("municipalities busy"), default=0)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"

    @property
    def seconds(self) -> float | None:
        """How long it took; None without an end."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


class DueNote(models.Model):
    """How a due act went last time for a municipality, so that a failing schedule is seen and not found out."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="due_notes")
    act = models.CharField(max_length=60)
    finished_at = models.DateTimeField(auto_now=True)
    seconds = models.FloatField()
    error = models.TextField(blank=True)
    failed_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, db_default=0)  # in a row
    did = models.JSONField(default=dict, db_default={})  # the last time that it did anything
    did_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "act"], name="tenants_due_note_once")]
        ordering = ["act"]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.act}"

    @property
    def label(self) -> str:
        """The act in the reader's language."""
        return label(self.act)

    @property
    def sentence(self) -> str:
        """What it did last, in the reader's language."""
        return sentence(self.act, self.did)


class DueDeed(models.Model):
    """Something that the schedule did for a municipality; runs that found nothing to do leave none."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="due_deeds")
    act = models.CharField(_("scheduled task"), max_length=60)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    seconds = models.FloatField(_("seconds"))
    did = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-at"], name="tenants_due_deed_latest")]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.act} {self.at:%Y-%m-%d %H:%M}"

    @property
    def label(self) -> str:
        """The act in the reader's language."""
        return label(self.act)

    @property
    def sentence(self) -> str:
        """What was done, in the reader's language."""
        return sentence(self.act, self.did)
