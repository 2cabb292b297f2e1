"""How soon translations follow their originals."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.ordinance.translation import CatchUp
from cms.ordinance.verdict import FactsError


@register_setting(icon="globe", order=310)
class TranslationSetting(BaseGenericSetting):
    """Days for catching up. No ordinance names any: they are the operator's setting, and the help text says so."""

    text_days = models.PositiveSmallIntegerField(
        _("days after a change of the text"),
        default=CatchUp().text,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_(
            "The ordinance asks that information is up to date and names no time for translations: this is your own "
            "standard."
        ),
    )
    critical_days = models.PositiveSmallIntegerField(
        _("days after a change of figures"),
        default=CatchUp().critical,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Amounts, dates, times, telephone numbers, addresses, what is allowed and what is not."),
    )

    panels = [FieldPanel("text_days"), FieldPanel("critical_days")]

    class Meta:
        verbose_name = _("translations")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        """The pure rule decides what days can be."""
        super().clean()
        if None in (self.text_days, self.critical_days):
            return
        try:
            self.days  # noqa: B018 - building it judges it
        except FactsError as error:
            raise ValidationError([reason.said(gettext) for reason in error.reasons]) from error

    @classmethod
    def current(cls) -> TranslationSetting:
        """The row of the schema at hand; the defaults where none was saved. Nothing is written on reading."""
        return cls.objects.first() or cls()

    @property
    def days(self) -> CatchUp:
        """As the rule takes them."""
        return CatchUp(self.text_days, self.critical_days)
