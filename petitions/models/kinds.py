"""What a petition can be. Values are the law's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ordinance.periods import Unit


class Kind(models.TextChoices):
    """The kinds of petitions (민원의 종류, 민원 처리에 관한 법률 제2조제1호)."""

    LEGAL = "법정", _("Statutory petition")
    ENQUIRY = "질의", _("Petition of enquiry")
    SUGGESTION = "건의", _("Petition with a suggestion")
    OTHER = "기타", _("Other petition")
    GRIEVANCE = "고충", _("Petition of grievance")


#: What each kind is, for citizens.
MEANINGS = {
    Kind.LEGAL: _("You apply for a permit, registration, report or certificate under a statute."),
    Kind.ENQUIRY: _("You ask for an explanation or interpretation of a statute, programme or procedure."),
    Kind.SUGGESTION: _("You ask for an improvement of administrative programmes or their operation."),
    Kind.OTHER: _("You ask for a simple explanation, or report an inconvenience of everyday life to be dealt with."),
    Kind.GRIEVANCE: _("An unlawful, unfair or passive act of an agency infringed your rights or caused you hardship."),
}


class Disclosed(models.TextChoices):
    """Whether a petition of this kind is public unless its petitioner says otherwise (공개대상 민원)."""

    PUBLIC = "public", _("public")
    PRIVATE = "private", _("private")


class Confidence(models.TextChoices):
    """How sure legal basis and period are; for the desk only."""

    HIGH = "high", _("checked")
    MEDIUM = "medium", _("to be checked by the department")
    LOW = "low", _("a guess")


UNITS = [(unit.value, _(str(unit.word))) for unit in Unit]
