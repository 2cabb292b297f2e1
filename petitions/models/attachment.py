"""Files of a case: the petitioner's, those of a supplement, and those of an answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions.models.case import Case
from petitions.models.trace import CaseEvent


class Origin(models.TextChoices):
    """Whose file it is."""

    PETITION = "petition", _("with the petition")
    SUPPLEMENT = "supplement", _("with a supplement")
    OBJECTION = "objection", _("with an objection")
    ANSWER = "answer", _("with the answer")
    INTERNAL = "internal", _("internal")


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Files by whose they are."""

    def of_petitioner(self) -> CaseFileQuerySet:
        """What the petitioner may have: never what the desk keeps for itself, nor what waits for its answer."""
        waits = models.Q(origin=Origin.ANSWER, event=None)
        return self.filter(~waits, file__removed_at=None).exclude(origin=Origin.INTERNAL)


class CaseFile(models.Model):
    """A sealed file of a case. Which field of the form it answers, ``field`` says.

    A file of an answer has the answer's ``event`` once that is sent; before it is nobody's but the desk's.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField("privacy.SealedFile", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(_("from"), max_length=10, choices=Origin.choices)
    event = models.ForeignKey(CaseEvent, null=True, on_delete=models.PROTECT, related_name="files")
    field = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file_id)
