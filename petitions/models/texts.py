"""A service in the words of another language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from petitions.tongues import FOREIGN

#: What can be said in another language, with its longest text.
WORDS = {
    "name": 200,
    "description": 600,
    "keywords": 400,
    "documents": 2000,
    "procedure": 2000,
    "fee_note": 300,
    "remark": 400,
}


class ServiceText(models.Model):
    """The service in one language: what is missing is shown in Korean, and marked so.

    ``offered`` says that people who speak that language are served in it; else the words only wait.
    """

    service = ParentalKey("petitions.Service", on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=FOREIGN)
    offered = models.BooleanField(
        _("offered in this language"), default=True, help_text=_("Only then is it in the catalogue of that language.")
    )
    name = models.CharField(_("name"), max_length=WORDS["name"], blank=True)
    description = models.TextField(_("description"), max_length=WORDS["description"], blank=True)
    keywords = models.CharField(_("other words for it"), max_length=WORDS["keywords"], blank=True)
    documents = models.TextField(_("documents"), max_length=WORDS["documents"], blank=True, help_text=_("One a line."))
    procedure = models.TextField(
        _("procedure"), max_length=WORDS["procedure"], blank=True, help_text=_("One step a line.")
    )
    fee_note = models.CharField(_("note on the fee"), max_length=WORDS["fee_note"], blank=True)
    remark = models.CharField(_("good to know"), max_length=WORDS["remark"], blank=True)

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("offered")]),
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("keywords"),
        FieldPanel("documents"),
        FieldPanel("procedure"),
        FieldRowPanel([FieldPanel("fee_note"), FieldPanel("remark")]),
    ]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["service", "language"], name="petitions_service_text_once")]
        verbose_name = _("service in another language")

    def __str__(self) -> str:
        return f"{self.get_language_display()}: {self.name}"

    def clean(self) -> None:
        """Nothing is offered in a language that the municipality does not have."""
        super().clean()
        if self.offered and self.language and self.language not in connection.tenant.languages:
            raise ValidationError(
                {"language": gettext("The municipality does not offer “%(language)s”.") % {"language": self.language}}
            )
