"""What happened to a case, what stopped its clock, what gave it more time. Written once."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from cms.ordinance.case import Actor, Event
from cms.ordinance.case_rules import PauseGround
from petitions.models.case import STATES, Case

EVENTS = [("submit", _("submit a petition")), *((event.value, _(str(event.word))) for event in Event)]
OTHER_ACTS = [
    ("note", _("write an internal note")),
    ("password", _("change the password of the petition")),
    ("identity", _("verify the identity")),
    ("select", _("select for the public list")),
    ("deselect", _("take from the public list")),
    ("redact", _("redact the answer")),
    ("attach", _("attach files to the answer")),
    ("detach", _("take a file from the answer")),
    ("translate", _("write down in Korean")),
    ("recount", _("count the period anew")),
    ("undeliverable", _("mail could not be delivered")),
    ("told", _("tell by telephone or post")),
    ("remind", _("remind of the supplement")),
    ("erase", _("erase personal data")),
    ("arrive", _("arrive from another municipality")),
    ("unmerge", _("take out of the merging")),
    ("represent", _("name the representatives")),
    ("title", _("confirm the public title")),
    ("pay", _("note that the fee was paid")),
    ("remind_payment", _("remind of the fee")),
]
ACTORS = [(actor.value, _(str(actor.word))) for actor in Actor]
GROUNDS = [(ground.value, _(str(ground.word))) for ground in PauseGround]


class WrittenOnce(models.Model):
    """A row that is only ever added; PostgreSQL refuses the rest (but for emptying ``words``)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        :raises ValidationError: for a line that stands already.
        """
        if not self._state.adding:
            raise ValidationError(gettext("The history of a petition is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        :raises ValidationError: always.
        """
        raise ValidationError(gettext("The history of a petition is only ever added to."))


class CaseEvent(WrittenOnce):
    """One thing that happened (처리 이력).

    ``words`` (the reason, the text) may be personal: closed, and emptied with the case. Who acted is named only where
    staff did: the petitioner's name is closed in the case. ``facts`` are plain values that
    are not: days, departments by name, numbers of other cases.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(_("at"))
    event = models.CharField(_("what happened"), max_length=20, choices=[*EVENTS, *OTHER_ACTS])
    before = models.CharField(_("state before"), max_length=16, choices=STATES, blank=True)
    after = models.CharField(_("state after"), max_length=16, choices=STATES)
    actor = models.CharField(_("who"), max_length=12, choices=ACTORS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    department_name = models.CharField(_("department"), max_length=120, blank=True)
    words = EncryptedTextField(_("words"), null=True)
    facts = models.JSONField(default=dict)
    told = models.BooleanField(_("the petitioner is told"), default=False)
    policy_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["event", "at"], name="petitions_event_at")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(actor="petitioner") | Q(by__isnull=True, by_name=""),
                name="petitions_event_names_no_petitioner",
            )
        ]
        verbose_name = _("event of a petition")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"


class CasePause(models.Model):
    """Time that is not counted (처리기간 불산입), from beginning to end; open while it lasts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    ground = models.CharField(_("ground"), max_length=16, choices=GROUNDS)
    began_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="petitions_one_pause"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="petitions_pause_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.began_at:%Y-%m-%d}"


class CaseExtension(models.Model):
    """One extension of the period (처리기간의 연장, 영 제21조), in the unit of the period."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    at = models.DateTimeField(_("at"))
    amount = models.PositiveIntegerField(_("longer by"))
    consented = models.BooleanField(_("with the petitioner's consent"), default=False)
    due_before = models.CharField(max_length=40)
    due_after = models.CharField(max_length=40)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.due_before} → {self.due_after}"


class Supplement(models.Model):
    """A demand for a supplement (보완 요구) until it is answered or over."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supplements")
    demanded_at = models.DateTimeField(_("demanded"))
    items = EncryptedTextField(_("what is missing"), null=True)
    days = models.PositiveIntegerField(_("days"))
    due_on = models.DateField(_("until"))
    longer_asked = models.PositiveSmallIntegerField(_("asked for longer"), default=0)
    again = models.BooleanField(_("demanded again"), default=False)
    bounced = models.PositiveSmallIntegerField(_("came back"), default=0)
    supplied_at = models.DateTimeField(_("handed in"), null=True)
    answer = EncryptedTextField(_("supplement"), null=True)
    closed_at = models.DateTimeField(_("over"), null=True)

    class Meta:
        ordering = ["demanded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at=None), name="petitions_one_open_supplement")
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"
