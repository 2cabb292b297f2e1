"""What a municipality sets for its petition window: hours, limits, periods that no law gives. And its odd days."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.ordinance.calendar import OfficeHours
from cms.ordinance.verdict import FactsError
from petitions.rights import SettingPolicy

#: What one request may bring; the web server before the platform lets that much through (docs/deploy.md).
MOST_MEGABYTES_TOGETHER = 100


def _between(least: int, most: int) -> list:
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="form", order=330)
class PetitionSetting(BaseGenericSetting):
    """One row a municipality; where none was saved yet, the defaults hold."""

    opens = models.TimeField(_("opening"), default=dt.time(9))
    closes = models.TimeField(_("closing"), default=dt.time(18))
    break_starts = models.TimeField(_("lunch break from"), default=dt.time(12))
    break_ends = models.TimeField(_("lunch break to"), default=dt.time(13))
    payment_days = models.PositiveSmallIntegerField(
        _("days to pay a fee"),
        default=14,
        validators=_between(1, 90),
        help_text=_("After them the petition is returned."),
    )
    bank_account = models.CharField(
        _("account for fees"),
        max_length=200,
        blank=True,
        help_text=_("Bank, number and holder, as petitioners see it."),
    )
    draft_days = models.PositiveSmallIntegerField(_("days that a draft is kept"), default=7, validators=_between(1, 30))
    most_files = models.PositiveSmallIntegerField(_("files a petition at most"), default=5, validators=_between(1, 20))
    most_megabytes = models.PositiveSmallIntegerField(
        _("megabytes a file at most"), default=10, validators=_between(1, 50)
    )
    keep_years = models.PositiveSmallIntegerField(
        _("years that a closed petition is kept"),
        default=5,
        validators=_between(1, 30),
        help_text=_("Then what is personal is erased; the figures stay. Your records schedule says how long."),
    )
    appeal_words = models.TextField(
        _("other remedies"),
        max_length=1000,
        blank=True,
        help_text=_("Stands in every refusal beside the objection: administrative appeal, lawsuit."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                FieldRowPanel([FieldPanel("break_starts"), FieldPanel("break_ends")]),
            ],
            heading=_("Working hours"),
        ),
        MultiFieldPanel([FieldPanel("bank_account"), FieldPanel("payment_days")], heading=_("Fees")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("most_files"), FieldPanel("most_megabytes")]),
                FieldRowPanel([FieldPanel("draft_days"), FieldPanel("keep_years")]),
            ],
            heading=_("Files and keeping"),
        ),
        FieldPanel("appeal_words"),
    ]

    class Meta:
        verbose_name = _("petition window")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def get_permission_policy(cls) -> SettingPolicy:
        """Homepage management and the department that oversees petitions."""
        return SettingPolicy(cls)

    @classmethod
    def current(cls) -> PetitionSetting:
        """The row of the schema at hand; the defaults where none was saved yet. Nothing is written on reading."""
        return cls.objects.first() or cls()

    @property
    def hours(self) -> OfficeHours:
        """Working hours (근무시간). Raises FactsError where they do not follow one another."""
        return OfficeHours(self.opens, self.closes, self.break_starts, self.break_ends)

    def clean(self) -> None:
        """Raises ValidationError for hours that do not follow one another, and for more than one request can carry."""
        super().clean()
        try:
            _hours = self.hours
        except FactsError as wrong:
            raise ValidationError([reason.said(gettext) for reason in wrong.reasons]) from wrong
        if (self.most_files or 0) * (self.most_megabytes or 0) > MOST_MEGABYTES_TOGETHER:
            said = gettext("All files of a petition together may have %(most)d MB at most: take fewer or smaller ones.")
            raise ValidationError({"most_megabytes": said % {"most": MOST_MEGABYTES_TOGETHER}})


class OddDay(models.Model):
    """A day that is a holiday here or now only (임시공휴일), or is worked although it is one."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    worked = models.BooleanField(_("is worked"), default=False)

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("name"), FieldPanel("worked")])]

    class Meta:
        ordering = ["-day"]
        verbose_name = _("odd day")
        verbose_name_plural = _("odd days")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
