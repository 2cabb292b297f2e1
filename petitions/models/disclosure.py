"""What everybody may read of a public petition (공개대상 민원)."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ordinance.case import State
from petitions.models.case import STATES, Case
from petitions.models.kinds import Kind

#: Signs of the public address: nothing leads from it to the receipt number.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SIGNS = 10


def new_public_id() -> str:
    """An address that says nothing."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(SIGNS))


class PublicCase(models.Model):
    """The public side of a case: a row of its own, so that whoever reads it never comes near the case's words.

    It is there only while ``cms.ordinance.disclosure.may_publish`` says so (``petitions.disclosure.keeping``). The
    title is the service's name until an officer confirms another one; ``result`` is what a redactor left of the answer.
    """

    public_id = models.CharField(max_length=SIGNS, unique=True, default=new_public_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="public_side")
    title = models.CharField(_("public title"), max_length=200)
    title_by = models.CharField(_("title confirmed by"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    department = models.ForeignKey(
        "departments.Department", verbose_name=_("department in charge"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state of processing"), max_length=16, choices=STATES)
    received_on = models.DateField(_("date of receipt"))
    due_on = models.DateField(_("due date"), null=True)
    closed_on = models.DateField(_("Closed"), null=True)
    result = models.TextField(_("result of processing"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("public petition")
        verbose_name_plural = _("public petitions")
        indexes = [models.Index(fields=["-received_on", "-id"], name="petitions_public_newest")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def at(self) -> State:
        """Where it stands."""
        return State(self.state)
