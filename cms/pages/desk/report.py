"""Reports: every public page by its next check, and the reminders sent. Both export to XLSX and CSV."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.departments.models import Department
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.pages.desk.explorer import DueColumn
from cms.pages.models import Digest, PageRecord, RecordState
from cms.pages.stewards import stewarded_by


class RecordFilterSet(WagtailFilterSet):
    """Department, state, person, kind of content."""

    department = django_filters.ModelMultipleChoiceFilter(
        label=_("Department"), queryset=Department.objects.all(), widget=CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("Freshness"), choices=RecordState.choices, widget=CheckboxSelectMultiple
    )
    mine = django_filters.BooleanFilter(label=_("In my charge"), method="kept_by_me")

    def kept_by_me(self, records: QuerySet, name: str, value: bool | None) -> QuerySet:
        """By the person who asks, as owner or deputy."""
        user = self.request.user
        mine = Q(owner=user) | Q(deputy=user)
        return records if value is None else records.filter(mine) if value else records.exclude(mine)

    class Meta:
        model = PageRecord
        fields: list[str] = []


class _RecordDueColumn(DueColumn):
    def get_cell_context_data(self, instance: PageRecord, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "record": instance}


class DueReport(ReportView):
    """Public pages by their next check: one's departments', all for homepage management."""

    page_title = _("Freshness of pages")
    header_icon = "date"
    index_url_name = "pages_due_report"
    index_results_url_name = "pages_due_report_results"
    filterset_class = RecordFilterSet
    default_ordering = "due_on"
    export_headings = {
        "page.title": _("Page"),
        "page.full_url": _("Address"),
        "department.name": _("Department"),
        "get_state_display": _("State"),
        "due_on": _("Next check"),
        "confirmed_at": _("Last confirmed"),
        "owner": _("person in charge"),
        "deputy": _("deputy"),
        "content_class": _("kind of content"),
        "days": _("days"),
    }
    list_export = list(export_headings)
    columns = [
        TitleColumn(
            "title",
            label=_("Page"),
            accessor="page.title",
            sort_key="page__title",
            get_url=lambda record: reverse("pages_freshness", args=[record.page_id]),
        ),
        Column(
            "department",
            label=_("Department"),
            accessor="department.name",
            sort_key="department__sort_order",
            classname="desk-wide",
        ),
        _RecordDueColumn("due_on", label=_("Next check"), sort_key="due_on"),
        DateColumn("confirmed_at", label=_("Last confirmed"), sort_key="confirmed_at", classname="desk-wide"),
        Column("owner", label=_("Person in charge"), accessor=lambda record: record.owner or "–"),
        Column("kind", label=_("Kind of content"), accessor="content_class", classname="desk-wide"),
    ]

    def get_filename(self) -> str:
        """Named by the day."""
        return f"freshness-{timezone.localdate():%Y-%m-%d}"

    def has_permission(self) -> bool:
        """For who answers for some page."""
        user = self.request.user
        return is_homepage_manager(user) or bool(reach_of(user).departments)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.has_permission():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """Those with a deadline; one query with everything that is shown."""
        records = PageRecord.objects.exclude(state="").filter(stewarded_by(self.request.user))
        return records.select_related("page", "department", "owner", "deputy", "rule").order_by("due_on", "page_id")


class ReminderReport(ReportView):
    """What was sent to whom, and what the mail server would not take."""

    page_title = _("Reminders")
    header_icon = "mail"
    index_url_name = "pages_reminder_report"
    index_results_url_name = "pages_reminder_report_results"
    default_ordering = "-day"
    export_headings = {
        "day": _("day"),
        "person": _("Who"),
        "address": _("E-mail"),
        "get_state_display": _("State"),
        "sent_at": _("sent"),
        "attempts": _("attempts"),
        "error": _("answer of the mail server"),
    }
    list_export = list(export_headings)
    columns = [
        Column("day", label=_("Day"), sort_key="day"),
        Column("person", label=_("Who")),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("sent_at", label=_("Sent")),
        Column("attempts", label=_("Attempts"), classname="desk-wide"),
        Column("error", label=_("Answer of the mail server")),
    ]

    def get_filename(self) -> str:
        """Named by the day."""
        return f"reminders-{timezone.localdate():%Y-%m-%d}"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_homepage_manager(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """The latest first."""
        return Digest.objects.select_related("person").order_by("-day", "pk")
