"""By what a queue is narrowed. Nothing personal is a filter: it would stand in addresses and logs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.departments.models import Department
from cms.ordinance.calendar import Calendar
from cms.ordinance.case_numbers import normal
from petitions import clock
from petitions.desk.cases.reach import oversees_petitions, own_departments
from petitions.models import Case, Channel, Kind, Supplement
from petitions.models.case import STATES
from petitions.watching import overdue

OPEN, CLOSED, ALL = "open", "closed", "all"
SHOWN = [(CLOSED, _("closed ones")), (ALL, _("open and closed ones"))]
TIMES = [("over", _("overdue")), ("today", _("due today")), ("soon", _("due soon"))]
WATCHED = [
    ("unassigned", _("without an officer")),
    ("unreceived", _("not received within 8 working hours")),
    ("unpaid", _("awaiting payment")),
    ("paused", _("time not counted")),
    ("missing", _("supplement did not come")),
    ("objection", _("objection pending")),
]


def _officers() -> QuerySet[Any]:
    people = get_user_model().objects
    return people.filter(pk__in=Case.objects.filter(closed_at=None).values("officer")).order_by("display_name")


class QueueFilters(WagtailFilterSet):
    """Only open cases unless told otherwise; a receipt number finds closed ones, too."""

    number = django_filters.CharFilter(
        label=_("Receipt number"), method="with_number", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    show = django_filters.ChoiceFilter(label=_("show"), choices=SHOWN, empty_label=_("open ones"), method="shown")
    time = django_filters.ChoiceFilter(label=_("time left"), choices=TIMES, method="by_time")
    watch = django_filters.ChoiceFilter(label=_("to look at"), choices=WATCHED, method="watched")
    state = django_filters.ChoiceFilter(label=_("state"), choices=STATES)
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Kind.choices)
    department = django_filters.ModelChoiceFilter(label=_("department"), queryset=lambda request: _departments(request))
    officer = django_filters.ModelChoiceFilter(
        label=_("officer in charge"), queryset=lambda request: _officers(), null_label=_("nobody yet")
    )
    channel = django_filters.ChoiceFilter(label=_("channel"), choices=Channel.choices)
    language = django_filters.ChoiceFilter(label=_("language"), choices=settings.LANGUAGES)

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, scope: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scope == "mine":
            del self.filters["officer"]

    @cached_property
    def days(self) -> Calendar:
        """The municipality's calendar, read once."""
        return clock.calendar()

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Adds that only open ones are shown where nothing else was asked for."""
        asked = self.form.cleaned_data
        if not any(asked.get(name) for name in ("number", "show", "state")):
            queryset = queryset.filter(overdue.is_open())
        return super().filter_queryset(queryset)

    def with_number(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        """As people read it out and type it."""
        return cases.filter(number=normal(value))

    def shown(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        """Closed ones, or both."""
        return cases.exclude(overdue.is_open()) if value == CLOSED else cases

    def by_time(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        """Overdue, today or soon."""
        asked = {"over": overdue.is_over, "today": overdue.is_due_today, "soon": overdue.is_due_soon}
        return cases.filter(asked[value](timezone.now(), self.days))

    def watched(self, cases: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        """What somebody should look at."""
        return cases.filter(self._watched(value))

    def _watched(self, value: str) -> Any:
        if value == "unreceived":
            return overdue.is_unreceived_too_long(timezone.now(), self.days)
        return {
            "unassigned": Q(officer=None, state="received") | _left_behind(),
            "unpaid": Q(state="awaiting_payment"),
            "paused": overdue.is_paused(),
            "missing": Q(Exists(_missing(timezone.localdate()))),
            "objection": Q(state="objection"),
        }[value]


def _left_behind() -> Q:
    """Open cases of somebody who cannot sign in any more."""
    return Q(closed_at=None, officer__in=get_user_model().objects.filter(is_active=False))


def _missing(today: dt.date) -> QuerySet[Supplement]:
    """Demands whose last day is over (영 제24조제3항, 제25조제1항)."""
    return Supplement.objects.filter(case=OuterRef("pk"), closed_at=None, due_on__lt=today)


def _departments(request: Any) -> QuerySet[Department]:
    every = Department.objects.open()
    return every if oversees_petitions(request.user) else every.filter(pk__in=own_departments(request.user))
