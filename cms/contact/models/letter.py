"""A letter to the office of a foreign homepage, and its answer."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField

#: What says who wrote, and what was written: closed in the database, emptied when its time is over.
PERSONAL = ("name", "email", "telephone", "address", "message", "answer", "gist")


class Area(models.TextChoices):
    """What it is about; the ordinances' own fields (안양 §15②, 용인 §16②, 동작 §6②) and what readers ask besides."""

    LIVING = "living", _("Living here")
    TOURISM = "tourism", _("Tourism")
    TRADE = "trade", _("Trade and investment")
    EXCHANGE = "exchange", _("International exchange and co-operation")
    WEBSITE = "website", _("This website")
    OTHER = "other", _("Something else")


class ReplyBy(models.TextChoices):
    """How the reader wants to be answered."""

    EMAIL = "email", _("By e-mail")
    TELEPHONE = "telephone", _("By telephone")


class State(models.TextChoices):
    """What has become of a letter."""

    OPEN = "open", _("to be answered")
    HELD = "held", _("held back as likely advertising")
    ANSWERED = "answered", _("letter answered")
    PETITION = "petition", _("is a petition")
    ADVERTISING = "advertising", _("advertising")


WAITING = (State.OPEN, State.HELD)


class Letter(models.Model):
    """What a reader wrote, as it was written. The row stays for the statistics when what is personal was erased.

    ``keep_days`` is what the reader agreed to. ``submission`` is the same for the same form sent twice. ``sender`` is a
    keyed hash of the day and the network address, for limits, and is emptied after a day.
    """

    number = models.CharField(_("receipt number"), max_length=14, unique=True)
    language = models.CharField(_("language"), max_length=12, db_index=True)
    written_in = models.CharField(_("language of the text"), max_length=12)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        related_name="foreign_letters",
    )
    area = models.CharField(_("subject area"), max_length=10, choices=Area.choices, blank=True)
    reply_by = models.CharField(_("answer"), max_length=10, choices=ReplyBy.choices, default=ReplyBy.EMAIL)
    name = EncryptedTextField(_("name"), null=True)
    email = EncryptedTextField(_("e-mail"), null=True)
    telephone = EncryptedTextField(_("telephone"), null=True)
    address = EncryptedTextField(_("address"), null=True)
    message = EncryptedTextField(_("letter"), null=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    keep_days = models.PositiveSmallIntegerField()
    submission = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    answer = EncryptedTextField(_("answer"), null=True)
    gist = EncryptedTextField(_("gist in Korean"), null=True)
    closed_at = models.DateTimeField(_("dealt with"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    erase_on = models.DateField(_("erased from"), db_index=True)
    erased_at = models.DateTimeField(_("erased"), null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["department", "received_at"], condition=Q(state__in=["open", "held"]), name="contact_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                # A list of states would be told another way by a database that was restored from a dump.
                condition=(Q(closed_at__isnull=True) & (Q(state="open") | Q(state="held")))
                | (Q(closed_at__isnull=False) & (Q(state="answered") | Q(state="petition") | Q(state="advertising"))),
                name="contact_closed_when_dealt_with",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(**{f"{field}__isnull": True for field in PERSONAL}, email_index="", sender=""),
                name="contact_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def waits(self) -> bool:
        """Whether somebody has to deal with it."""
        return self.state in WAITING and self.erased_at is None

    @property
    def language_name(self) -> str:
        """The language of the homepage by its own name."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    def erased_from(self, day: dt.date) -> dt.date:
        """The day on which what is personal goes, counted from the day that it was dealt with (or received)."""
        return day + dt.timedelta(days=self.keep_days)
