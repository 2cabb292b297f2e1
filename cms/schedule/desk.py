"""For homepage management: that the schedule runs, and what it did; the report exports to XLSX and CSV."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.departments.models.approval import is_homepage_manager
from tenants.context import platform
from tenants.due import acts
from tenants.models import DueDeed
from tenants.schedule import deeds_of, failing_of, pulse

TITLE = _("What the schedule did")
ICON = "time"


class DeedFilters(WagtailFilterSet):
    """By task and day."""

    act = django_filters.ChoiceFilter(
        label=_("scheduled task"), choices=lambda: [(act.name, act.label) for act in acts()]
    )
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    def filter_queryset(self, queryset: QuerySet[DueDeed] | list[DueDeed]) -> list[DueDeed]:
        """The rows themselves: they stand in the platform's schema, to which the page does not lead.

        Wagtail filters twice; the second time they are here already.
        """
        if isinstance(queryset, list):
            return queryset
        with platform():
            return list(super().filter_queryset(queryset))

    class Meta:
        model = DueDeed
        fields: list[str] = []


class DeedReport(Spreadsheet, ReportView):
    """This municipality's rows of the last hundred days, the latest first."""

    page_title = TITLE
    header_icon = ICON
    model = DueDeed
    filterset_class = DeedFilters
    index_url_name = "schedule_report"
    index_results_url_name = "schedule_report_results"
    paginate_by = 50
    is_searchable = False
    list_export = ["at", "label", "sentence", "seconds"]
    export_headings = {"at": _("when"), "label": _("scheduled task"), "sentence": _("what"), "seconds": _("seconds")}
    columns = [
        DateColumn("at", label=_("When")),
        Column("label", label=_("Scheduled task")),
        Column("sentence", label=_("What")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """:raises PermissionDenied: for everybody but homepage management."""
        if not is_homepage_manager(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Named by the day."""
        return f"schedule-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[DueDeed]:
        """Of the municipality at whose desk one sits."""
        return deeds_of(connection.tenant)

    def order_queryset(self, queryset: Any) -> Any:
        """The latest first, always."""
        return queryset


class SchedulePanel(Component):
    """On the desk's first page, when the schedule stands still or something of it fails here."""

    name = "schedule"
    template_name = "schedule/panel.html"
    order = 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Nothing is asked for anybody else."""
        if not is_homepage_manager(parent_context["request"].user):
            return {}
        return {"pulse": pulse(), "failing": failing_of(connection.tenant)}


class ScheduleMenuItem(MenuItem):
    """For homepage management."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Once a request asks."""
        return is_homepage_manager(request.user)


def menu_item() -> ScheduleMenuItem:
    """Reports › What the schedule did."""
    return ScheduleMenuItem(TITLE, reverse("schedule_report"), name="schedule", icon_name=ICON, order=900)


def show_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels."""
    panels.append(SchedulePanel())
