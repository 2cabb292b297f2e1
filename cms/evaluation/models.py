"""What each night found, and the evaluations made of it (홈페이지 정보관리에 대한 평가, 서울 §4③).

Rows of all tables but the settings are written once; PostgreSQL refuses to change or delete them, and refuses a fact
of a period that is closed. No foreign keys to pages and departments: what was evaluated outlives them. Names are those
of their day, in Korean.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.evaluation.periods import Period
from cms.ordinance.evaluation import Weights
from cms.ordinance.verdict import FactsError


class NotedDay(models.Model):
    """Somebody looked: the state at the end of this day is on record. A day without a row counts for nobody."""

    day = models.DateField(unique=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    facts = models.PositiveIntegerField()

    class Meta:
        ordering = ["-day"]
        verbose_name = _("noted day")
        verbose_name_plural = _("noted days")

    def __str__(self) -> str:
        return f"{self.day}: {self.facts}"


class FactKind(models.TextChoices):
    """What is followed from day to day."""

    PAGE = "page", _("page")
    OPINION = "opinion", _("reported error or suggestion")
    LINK = "link", _("broken link")


class Fact(models.Model):
    """How a page, a reported error or a broken link stood at the end of a day; only where that is news.

    ``open``: a page is public and has a day for its next check; an opinion waits for an answer; a link is broken.
    What was there before stays true until the next row of the same subject.
    """

    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=7, choices=FactKind.choices)
    subject_id = models.BigIntegerField()
    open = models.BooleanField()
    page_id = models.BigIntegerField(null=True)
    page_title = models.CharField(max_length=255)
    department_id = models.BigIntegerField()
    department_name = models.CharField(max_length=80)
    due_on = models.DateField(null=True)
    since = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "day"], name="evaluation_fact_once_a_day"),
            models.CheckConstraint(
                condition=~models.Q(kind=FactKind.PAGE, open=True) | models.Q(due_on__isnull=False),
                name="evaluation_page_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=FactKind.PAGE) | models.Q(since__isnull=False),
                name="evaluation_event_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.subject_id}"

    @property
    def due(self) -> dt.date:
        """Of a public page: it always has one, PostgreSQL sees to that."""
        return cast(dt.date, self.due_on)

    @property
    def began(self) -> dt.date:
        """Of an opinion the day it was received, of a link the day it was found broken."""
        return cast(dt.date, self.since)


class EvaluationPeriod(models.Model):
    """A closed month or quarter. ``document`` is its canonical JSON, ``sha256`` the hash of those bytes."""

    name = models.CharField(_("period"), max_length=7, unique=True)  # 2026-11, 2026-Q4
    first = models.DateField()
    last = models.DateField(db_index=True)
    closed_at = models.DateTimeField(_("closed"), auto_now_add=True)
    policy_number = models.PositiveIntegerField(_("version of the policy"))
    document = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-last", "first"]
        verbose_name = _("evaluation period")
        verbose_name_plural = _("evaluation periods")

    def __str__(self) -> str:
        return self.period.label()

    @property
    def period(self) -> Period:
        """The month or quarter."""
        return Period.parse(self.name)

    @property
    def contents(self) -> dict[str, Any]:
        """The document, read."""
        return json.loads(self.document)


class DepartmentResult(models.Model):
    """A department in a period. ``ledger`` is canonical JSON: every page and event that its figures come from."""

    period = models.ForeignKey(EvaluationPeriod, on_delete=models.PROTECT, related_name="results")
    department_id = models.BigIntegerField(db_index=True)
    department_name = models.CharField(_("department"), max_length=80)
    pages = models.PositiveIntegerField(_("pages"))
    page_days = models.PositiveIntegerField(_("page-days"))
    on_time = models.PositiveIntegerField(_("page-days in time"))
    overdue = models.PositiveIntegerField(_("overdue at the end"))
    due = models.PositiveIntegerField(_("pages that were due"), null=True)
    overdue_median = models.DecimalField(_("days overdue, median"), max_digits=7, decimal_places=1, null=True)
    confirmations = models.PositiveIntegerField(_("confirmations"))
    rubber_stamps = models.PositiveIntegerField(_("of these many within a minute"))
    reported = models.PositiveIntegerField(_("errors and suggestions received"))
    answered = models.PositiveIntegerField(_("answered"))
    late = models.PositiveIntegerField(_("waiting too long"))
    broken = models.PositiveIntegerField(_("broken links"))
    broken_median = models.DecimalField(_("days broken, median"), max_digits=7, decimal_places=1, null=True)
    unbroken = models.PositiveIntegerField(_("pages without broken links"))
    lagging = models.PositiveIntegerField(_("translations behind their original"), null=True)
    lag_median = models.DecimalField(_("days behind, median"), max_digits=7, decimal_places=1, null=True)
    lag_critical = models.PositiveIntegerField(_("of these with a wrong figure"), null=True)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveIntegerField(_("rank"), null=True)
    medal = models.PositiveSmallIntegerField(_("commended"), null=True)
    ledger = models.TextField()

    class Meta:
        ordering = ["period", models.F("rank").asc(nulls_last=True), "department_id"]
        verbose_name = _("result of a department")
        verbose_name_plural = _("results of departments")
        constraints = [models.UniqueConstraint(fields=["period", "department_id"], name="evaluation_result_once")]

    def __str__(self) -> str:
        return f"{self.period_id} {self.department_name}"

    @property
    def on_time_share(self) -> Decimal | None:
        """Per cent of the page-days that were in time, to a tenth; none without pages."""
        return Decimal(self.on_time * 1000 // self.page_days) / 10 if self.page_days else None

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The ledger, read."""
        return json.loads(self.ledger)


@register_setting(icon="list-ol", order=300)
class EvaluationSetting(BaseGenericSetting):
    """How a municipality evaluates. The ordinance says that it is done; these figures are the operator's."""

    switched_on = models.BooleanField(
        _("evaluate departments"),
        default=False,
        help_text=_("Where the ordinance demands regular evaluation it is done whether or not this is ticked."),
    )
    weight_on_time = models.PositiveSmallIntegerField(_("pages in time"), default=Weights().on_time)
    weight_answered = models.PositiveSmallIntegerField(_("answered reports"), default=Weights().answered)
    weight_links = models.PositiveSmallIntegerField(_("pages without broken links"), default=Weights().links)
    answer_days = models.PositiveSmallIntegerField(
        _("days for an answer"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A reported error that waits for longer counts against the department."),
    )
    least_due = models.PositiveSmallIntegerField(
        _("due pages for a rank"),
        default=1,
        db_default=1,
        validators=[MaxValueValidator(100)],
        help_text=_("A department of which fewer pages were due in the period is not ranked: too little to judge by."),
    )
    commended = models.PositiveSmallIntegerField(
        _("ranks that are commended"),
        default=3,
        validators=[MaxValueValidator(20)],
        help_text=_("Only where the ordinance knows incentives for departments."),
    )

    panels = [
        FieldPanel("switched_on"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("weight_on_time"), FieldPanel("weight_answered"), FieldPanel("weight_links")])],
            heading=_("Weights, 100 in all"),
        ),
        FieldRowPanel([FieldPanel("answer_days"), FieldPanel("least_due"), FieldPanel("commended")]),
    ]

    class Meta:
        verbose_name = _("evaluation of departments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight_on_time=100 - models.F("weight_answered") - models.F("weight_links")),
                name="evaluation_weights_add_up",
                violation_error_message=_("The weights add up to 100."),
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        """The pure rule decides what weights can be."""
        super().clean()
        values = (self.weight_on_time, self.weight_answered, self.weight_links)
        if None in values:
            return
        try:
            Weights(*values)
        except FactsError as error:
            raise ValidationError([reason.said(gettext) for reason in error.reasons]) from error

    @classmethod
    def current(cls) -> EvaluationSetting:
        """The row of the schema at hand; the defaults where none was saved. Nothing is written on reading."""
        return cls.objects.first() or cls()

    @property
    def weights(self) -> Weights:
        """As the rule takes them."""
        return Weights(self.weight_on_time, self.weight_answered, self.weight_links)


def last_noted() -> dt.date | None:
    """The last day whose end is on record."""
    return NotedDay.objects.values_list("day", flat=True).first()
