"""Petitions that go to another agency (이송, 영 제13조제3항): to a municipality of this platform, or by letter."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from cms.ordinance.case_numbers import shown
from petitions.models.case import Case
from petitions.models.trace import CaseEvent


class Fault(models.TextChoices):
    """Why the receiver has not taken a petition yet."""

    GONE = "gone", _("the municipality is no longer on this platform")
    SUSPENDED = "suspended", _("the homepage of the municipality is suspended")
    NO_POLICY = "no_policy", _("the municipality has no policy in force")
    NO_DEPARTMENT = "no_department", _("the municipality has no department that oversees petitions")
    ERROR = "error", _("a fault of the system; it is tried again")


class TransferOut(models.Model):
    """A petition on its way to another municipality of the platform; written in the transaction that lets it go.

    What is personal stays in the case, closed under this municipality's key, until the receiver has it. ``uuid`` is the
    same on both sides: whatever dies in between, the receiver makes one case of it. ``given_up_at``: it went elsewhere.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer_out")
    to_slug = models.CharField(max_length=41)
    to_name = models.CharField(_("agency"), max_length=120)
    to_department = models.CharField(_("department there"), max_length=20, blank=True)
    at = models.DateTimeField(_("transferred"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    fault = models.CharField(_("not taken yet"), max_length=14, choices=Fault.choices, blank=True)
    delivered_at = models.DateTimeField(_("arrived there"), null=True)
    new_number = models.CharField(_("number there"), max_length=20, blank=True)
    new_contact = models.CharField(_("contact there"), max_length=200, blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("transfer to another municipality")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(delivered_at=None, given_up_at=None),
                name="petitions_transfer_waits",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(delivered_at=None) & Q(new_number=""))
                | (Q(delivered_at__isnull=False) & ~Q(new_number="")),
                name="petitions_transfer_delivered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_name}"

    @property
    def shown_number(self) -> str:
        """The number there, as it is read out."""
        return shown(self.new_number) if self.new_number else ""

    @property
    def is_under_way(self) -> bool:
        """Whether the receiver does not have it yet."""
        return self.delivered_at is None and self.given_up_at is None


class TransferIn(models.Model):
    """Where a petition came from. ``history`` is what happened there, as JSON, for reading only."""

    uuid = models.UUIDField(unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer_in")
    from_slug = models.CharField(max_length=41)
    from_name = models.CharField(_("from"), max_length=120)
    from_number = models.CharField(_("number there"), max_length=20)
    from_contact = models.CharField(_("contact there"), max_length=200, blank=True)
    first_arrived_at = models.DateTimeField(_("first arrived"))
    arrived_at = models.DateTimeField(_("arrived here"), default=timezone.now)
    history = EncryptedTextField(_("what happened there"), null=True)

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        verbose_name = _("transfer from another municipality")

    def __str__(self) -> str:
        return f"{self.from_name} {self.from_number}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What happened there, the oldest first, each with its ``label`` in the reader's language."""
        words = dict(CaseEvent._meta.get_field("event").flatchoices)  # type: ignore[union-attr]
        found = json.loads(self.history) if self.history else []
        return [
            {**line, "at": dt.datetime.fromisoformat(line["at"]), "label": words.get(line["event"], "")}
            for line in found
        ]


class TransferLetter(models.Model):
    """A petition that went to an agency outside of this platform, by official letter (공문)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer_letter")
    at = models.DateTimeField(_("transferred"), default=timezone.now)
    agency = models.CharField(_("agency"), max_length=120)
    address = models.CharField(_("address of the agency"), max_length=300, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent"), null=True, blank=True)
    officer_name = models.CharField(_("officer"), max_length=150, blank=True)
    department_name = models.CharField(_("department"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("transfer by letter")

    def __str__(self) -> str:
        return f"{self.case_id} → {self.agency}"


class Representative(models.Model):
    """Who speaks for joint petitioners (대표자, 영 제8조): three at most, to whom the agency writes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    name = EncryptedTextField(_("name"), null=True)
    contact = EncryptedTextField(_("contact"), null=True)
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("representative")

    def __str__(self) -> str:
        return f"{self.case_id}"
