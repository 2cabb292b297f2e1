"""What a municipality sets where its ordinance is silent: periods, the second look, the form of the register."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.moderation.keeping import SettingPolicy

#: 정보통신망법 제44조의2제4항: 임시조치의 기간은 30일 이내로 한다.
LONGEST_HIDING = 30


def _between(least: int, most: int) -> list:
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="list-ul", order=340)
class ModerationSetting(BaseGenericSetting):
    """One row a municipality; where none was saved yet, the defaults hold. A policy that speaks goes before it."""

    class WhileReferred(models.TextChoices):
        HIDDEN = "hidden", _("hidden")
        NOTICE = "notice", _("shown with a notice")

    while_referred = models.CharField(
        _("while a review is pending the post is"),
        max_length=8,
        choices=WhileReferred.choices,
        default=WhileReferred.HIDDEN,
    )
    hide_days = models.PositiveSmallIntegerField(
        _("days that a post may be hidden for a time"),
        default=LONGEST_HIDING,
        validators=_between(1, LONGEST_HIDING),
    )
    second_look = models.BooleanField(
        _("second look"),
        default=False,
        help_text=_("A second person looks at each proposal before it is decided."),
    )
    decide_days = models.PositiveSmallIntegerField(
        _("working days to decide on a report"), default=3, validators=_between(1, 60)
    )
    objection_days = models.PositiveSmallIntegerField(
        _("days to object"), default=30, validators=_between(7, 365), help_text=_("From the removal on.")
    )
    objection_decide_days = models.PositiveSmallIntegerField(
        _("working days to decide on an objection"), default=7, validators=_between(1, 60)
    )
    evidence_years = models.PositiveSmallIntegerField(
        _("years that evidence copies are kept"), default=5, validators=_between(1, 30)
    )
    longest_block_days = models.PositiveSmallIntegerField(
        _("longest block of a writer in days"), default=90, validators=_between(1, 365)
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decide_days"), FieldPanel("second_look")]),
                FieldRowPanel([FieldPanel("while_referred"), FieldPanel("hide_days")]),
            ],
            heading=_("Decisions"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("objection_days"), FieldPanel("objection_decide_days")])],
            heading=_("Objections"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("evidence_years"), FieldPanel("longest_block_days")])],
            heading=_("Keeping and blocking"),
        ),
    ]

    class Meta:
        verbose_name = _("moderation of boards")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def get_permission_policy(cls) -> SettingPolicy:
        """Homepage management (홈페이지관리부서)."""
        return SettingPolicy(cls)

    @classmethod
    def current(cls) -> ModerationSetting:
        """The row of the schema at hand; the defaults where none was saved yet. Nothing is written on reading."""
        return cls.objects.first() or cls()


class RegisterForm(models.Model):
    """A column of the register's printed form (별지 제1호서식). The annex is in no text: it is the municipality's data.

    ``source`` is one of :data:`cms.moderation.printing.SOURCES`.
    """

    heading = models.CharField(_("heading"), max_length=60)
    source = models.CharField(_("what stands in it"), max_length=20)
    width = models.PositiveSmallIntegerField(_("width in percent"), default=10, validators=_between(3, 60))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("column of the register's form")
        verbose_name_plural = _("columns of the register's form")

    def __str__(self) -> str:
        return self.heading
