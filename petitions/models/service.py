"""A service (민원사무): one line of the table of standards for handling petitions (민원처리기준표)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin
from wagtail.search import index

from cms.ordinance.periods import Period, Unit
from petitions import checking
from petitions.desk.forms import ServiceForm
from petitions.desk.panels import SERVICE_TABS
from petitions.form_blocks import FormFieldsBlock
from petitions.models.kinds import UNITS, Confidence, Disclosed, Kind

HIGHEST_FEE = 10_000_000


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services by whether they can be asked for."""

    def open(self, day: dt.date | None = None) -> ServiceQuerySet:
        """Those that can be asked for on a day (today)."""
        today = day or timezone.localdate()
        begun = models.Q(open_from=None) | models.Q(open_from__lte=today)
        return self.filter(begun, models.Q(open_until=None) | models.Q(open_until__gte=today))


class Service(RevisionMixin, index.Indexed, ClusterableModel):
    """What a municipality does for whoever asks, with everything that it publishes about it.

    A service that ends (``open_until`` is its last day) stays, for the cases that were filed under it. Every change
    is a revision with its entry in Wagtail's log.
    """

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9_-]*\Z", _("Capital letters, digits, - and _ only."))],
        help_text=_("Stands in the address of its page: AY-PASS."),
    )
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=600, blank=True, help_text=_("One or two sentences."))
    keywords = models.CharField(
        _("other words for it"),
        max_length=400,
        blank=True,
        help_text=_("By which people look for it, with commas between them."),
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"closed_on__isnull": True},
    )
    procedure = models.TextField(_("procedure"), max_length=2000, blank=True, help_text=_("One step a line."))
    documents = models.TextField(_("documents"), max_length=2000, blank=True, help_text=_("One a line."))
    fee_won = models.PositiveIntegerField(_("fee (won)"), default=0, validators=[MaxValueValidator(HIGHEST_FEE)])
    fee_note = models.CharField(
        _("note on the fee"), max_length=300, blank=True, help_text=_("For what it is, or on what it depends.")
    )
    remark = models.CharField(_("good to know"), max_length=400, blank=True)
    period_amount = models.PositiveIntegerField(
        _("processing period"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("“Immediately” has no number: leave 1."),
    )
    period_unit = models.CharField(_("unit"), max_length=10, choices=UNITS, default=Unit.DAYS.value)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    basis_confidence = models.CharField(
        _("legal basis and period"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH
    )
    needs_identity = models.BooleanField(_("needs an identity check"), default=False)
    needs_attachments = models.BooleanField(_("needs attachments"), default=False)
    online = models.BooleanField(_("can be asked for online"), default=False)
    disclosure_default = models.CharField(
        _("disclosure unless the petitioner says otherwise"),
        max_length=7,
        choices=Disclosed.choices,
        default=Disclosed.PRIVATE,
    )
    form_fields = StreamField(FormFieldsBlock(required=False), verbose_name=_("form"), blank=True)
    situations = ParentalManyToManyField(
        "petitions.LifeSituation", verbose_name=_("life situations"), blank=True, related_name="services"
    )
    open_from = models.DateField(_("open from"), null=True, blank=True)
    open_until = models.DateField(_("open until"), null=True, blank=True, help_text=_("The last day."))
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    objects = ServiceQuerySet.as_manager()
    edit_handler = SERVICE_TABS
    base_form_class = ServiceForm
    search_fields = [
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("keywords"),
        index.AutocompleteField("keywords"),
        index.FilterField("kind"),
        index.FilterField("department_id"),
        index.FilterField("online"),
        index.FilterField("basis_confidence"),
    ]

    class Meta:
        ordering = ["sort_order", "code"]
        verbose_name = _("petition service")
        verbose_name_plural = _("petition services")
        constraints = [
            models.CheckConstraint(condition=models.Q(period_amount__gte=1), name="petitions_service_period"),
            models.CheckConstraint(
                condition=models.Q(open_from=None)
                | models.Q(open_until=None)
                | models.Q(open_until__gte=models.F("open_from")),
                name="petitions_service_open_span",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The end of its page's address."""
        return self.code.lower()

    @property
    def period(self) -> Period:
        """The processing period (처리기간) as the law counts it. Raises FactsError for one that cannot be."""
        return Period(self.period_amount, Unit(self.period_unit))

    def is_open(self, day: dt.date | None = None) -> bool:
        """Whether it can be asked for on a day (today)."""
        today = day or timezone.localdate()
        return (self.open_from is None or self.open_from <= today) and not self.has_ended(today)

    def has_ended(self, day: dt.date | None = None) -> bool:
        """Whether its last day is over."""
        return self.open_until is not None and self.open_until < (day or timezone.localdate())

    def clean(self) -> None:
        """Raises ValidationError with everything that is wrong, field by field."""
        super().clean()
        checking.require(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The rules hold on every path. Raises ValidationError."""
        if kwargs.get("update_fields") is None or checking.FIELDS & set(kwargs["update_fields"]):
            checking.require(self)
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; codes are written in capitals."""
        self.code = self.code.strip().upper()
        super().full_clean(*args, **kwargs)
