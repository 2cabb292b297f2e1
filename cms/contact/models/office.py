"""Who runs a homepage in a foreign language (운영부서, 동작 §6③)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel


class ForeignOffice(models.Model):
    """The department that operates one language's homepage and answers those who write to it.

    What stands in ``hours`` and ``note`` is shown to readers as it is, so it is written in that language.
    """

    language = models.CharField(_("language"), max_length=12, unique=True, editable=False)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("operating department"),
        on_delete=models.PROTECT,
        related_name="foreign_offices",
        limit_choices_to={"closed_on__isnull": True},
    )
    mailbox = models.EmailField(
        _("mailbox of the office"),
        blank=True,
        help_text=_("Told of each letter, and where answers to our mail go. Without one, the department's staff is."),
    )
    telephone = models.CharField(
        _("telephone for readers of this language"),
        max_length=60,
        blank=True,
        help_text=_("As one dials it from abroad, for instance +82-31-000-0000."),
    )
    hours = models.CharField(
        _("hours"),
        max_length=200,
        blank=True,
        help_text=_("In the language of this homepage: readers see it as it is."),
    )
    note = models.TextField(
        _("note to readers"),
        max_length=600,
        blank=True,
        help_text=_("In the language of this homepage: shown above the form."),
    )
    accepts = models.BooleanField(
        _("letters are accepted"), default=True, help_text=_("Otherwise the form gives way to telephone and note.")
    )
    answer_days = models.PositiveSmallIntegerField(
        _("answered within (days)"), default=14, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    keep_days = models.PositiveSmallIntegerField(
        _("personal data is kept for (days)"),
        default=365,
        validators=[MinValueValidator(30), MaxValueValidator(1825)],
        help_text=_("After the answer. Readers agree to it when they write, so letters that came before keep theirs."),
    )

    panels = [
        HelpPanel(template="contact/desk/office_help.html"),
        FieldRowPanel([FieldPanel("department"), FieldPanel("accepts")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("telephone"), FieldPanel("hours")]), FieldPanel("note")],
            heading=_("What readers see"),
        ),
        MultiFieldPanel(
            [FieldPanel("mailbox"), FieldRowPanel([FieldPanel("answer_days"), FieldPanel("keep_days")])],
            heading=_("Answering and keeping"),
        ),
    ]

    class Meta:
        ordering = ["language"]
        verbose_name = _("office of a foreign homepage")
        verbose_name_plural = _("offices of the foreign homepages")

    def __str__(self) -> str:
        return self.language_name

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    def clean(self) -> None:
        """A closed department answers nobody."""
        super().clean()
        if self.department_id and not self.department.is_open:
            raise ValidationError({"department": gettext("“%(name)s” is closed.") % {"name": self.department}})

    def shown_telephone(self) -> Any:
        """The number for readers of this language, else the department's own."""
        return self.telephone or self.department.telephone
