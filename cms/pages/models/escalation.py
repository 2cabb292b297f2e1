"""Who was told of which page, when, and by which message."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FreshnessPass(models.Model):
    """A day on which the schedule worked out what is due and, on working days, told people. One row a day."""

    day = models.DateField(unique=True)
    reckoned_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    overdue = models.PositiveIntegerField(default=0)
    due_soon = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("day of the freshness schedule")
        verbose_name_plural = _("days of the freshness schedule")
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()


class EscalationStep(models.Model):
    """A step that a page reached, once: ``day`` counts working days from the day on which it was due."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField(_("next check"))
    day = models.SmallIntegerField(_("working days after the day"))
    reached_on = models.DateField(_("reached on"))

    class Meta:
        verbose_name = _("escalation step")
        verbose_name_plural = _("escalation steps")
        constraints = [models.UniqueConstraint(fields=["page", "due_on", "day"], name="pages_step_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.due_on} {self.day:+d}"


class Digest(models.Model):
    """The one message of a day to a person: an outbox row, written with its steps and sent after that is kept."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        SETTLED = "settled", _("settled before it was sent")
        REFUSED = "refused", _("cannot be delivered; others were told")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    address = models.EmailField(_("e-mail"), blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent"), null=True)
    refused_at = models.DateTimeField(_("refused"), null=True)
    error = models.TextField(_("answer of the mail server"), blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-day", "person_id"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="pages_digest_once_a_day")]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="pages_digest_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.day}"


class Told(models.Model):
    """A person is told of a step: with the day's message, or with the next day's when that has gone out already."""

    step = models.ForeignKey(EscalationStep, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10)
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="told")

    class Meta:
        verbose_name = _("told of a step")
        verbose_name_plural = _("told of steps")
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="pages_told_once")]

    def __str__(self) -> str:
        return f"{self.step} → {self.person}"


#: Of a voice of the day's message: so many characters are kept.
LONGEST_KIND = 20


class Mention(models.Model):
    """A person is told of what another room has to say (``cms.pages.services.voices``), once a step.

    ``matter`` is the voice's own key for what it is about and which round of it.
    """

    kind = models.CharField(max_length=LONGEST_KIND)
    matter = models.CharField(max_length=80)
    step = models.SmallIntegerField(_("working days after the day"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10)
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        verbose_name = _("mention in a reminder")
        verbose_name_plural = _("mentions in reminders")
        constraints = [
            models.UniqueConstraint(fields=["kind", "matter", "step", "person"], name="pages_mentioned_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter} {self.step:+d} → {self.person}"
