"""What readers say of pages, what became of it, and when they were asked (안양·용인 §4, 서울 §3③, 동작 §3②)."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel


class Opinion(models.Model):
    """One entry of the improvement register: a reader's words about a page, and what the department did.

    Nothing in it says who the reader is. ``sender`` is a keyed hash of the day and the address, for limits; it is
    emptied after a day.
    """

    class Kind(models.TextChoices):
        HELPFUL = "helpful", _("It helped me")
        UNHELPFUL = "unhelpful", _("It did not help me")
        ERROR = "error", _("Something is wrong here")
        IMPROVEMENT = "improvement", _("Something could be better")

    class Source(models.TextChoices):
        PAGE = "page", _("form on the page")
        TELEPHONE = "telephone", _("telephone")
        VISIT = "visit", _("visit")
        SURVEY = "survey", _("survey")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        COUNTED = "counted", _("counted, without words")
        OPEN = "open", _("to be dealt with")
        HELD = "held", _("held back as likely advertising")
        REFLECTED = "reflected", _("reflected")
        DECLINED = "declined", _("not reflected")
        ADVERTISING = "advertising", _("advertising")

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    page_title = models.CharField(_("page"), max_length=255)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        related_name="opinions",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("opinion"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=12)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.PAGE)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    sender = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    outcome = models.TextField(_("what was done, or why not"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("dealt with"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        indexes = [
            models.Index(fields=["department", "received_at"], condition=models.Q(state="open"), name="feedback_open"),
            models.Index(fields=["page", "state"], name="feedback_by_page"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(state="reflected") & ~models.Q(state="declined")) | ~models.Q(outcome=""),
                name="feedback_outcome_stated",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.get_kind_display()}"

    @property
    def waits(self) -> bool:
        """Whether somebody has to deal with it."""
        return self.state in (self.State.OPEN, self.State.HELD)


class OpinionEvent(models.Model):
    """What happened to an opinion. Only ever added to."""

    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=12, choices=Opinion.State.choices)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        :raises ValidationError: for a line that stands already.
        """
        if not self._state.adding:
            raise ValidationError(gettext("The history of an opinion is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        :raises ValidationError: always.
        """
        raise ValidationError(gettext("The history of an opinion is only ever added to."))


class Gathering(models.Model):
    """Readers were asked for their opinion (의견 수렴), by whatever means; 용인 §4 wants it once a year at least."""

    class Method(models.TextChoices):
        SURVEY = "survey", _("survey")
        MEETING = "meeting", _("meeting (간담회)")
        INTERVIEW = "interview", _("interviews")
        OTHER = "other", _("other")

    title = models.CharField(_("title"), max_length=120)
    method = models.CharField(_("method"), max_length=10, choices=Method.choices, default=Method.SURVEY)
    held_on = models.DateField(_("last day"), help_text=_("The day on which it ended."))
    participants = models.PositiveIntegerField(_("participants"))
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        related_name="gatherings",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page with the result"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    result = models.TextField(_("what was said"), max_length=4000)
    reflected = models.TextField(_("what was done about it"), max_length=4000, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("method"), FieldPanel("held_on"), FieldPanel("participants")]),
        FieldPanel("department"),
        PageChooserPanel("page"),
        FieldPanel("result"),
        FieldPanel("reflected"),
    ]

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("gathering of opinions")
        verbose_name_plural = _("gatherings of opinions")

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on})"
