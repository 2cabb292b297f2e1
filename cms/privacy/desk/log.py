"""The access log at the desk: to be read, filtered and taken along as XLSX or CSV; nothing of it can be changed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.departments.reach import oversees
from cms.privacy.access.reviewing import waiting
from cms.privacy.models import AccessEntry, AccessReview, How, Purpose

TITLE = _("Access log of personal data")
ICON = "view"
REVIEWS = 12


class OverseersOnly:
    """Mixin for views: homepage management and system operation, who answer for the whole site."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not oversees(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LogFilters(WagtailFilterSet):
    """By person, number, way, purpose and day."""

    account = django_filters.CharFilter(label=_("account"), lookup_expr="iexact")
    person = django_filters.CharFilter(label=_("who"), lookup_expr="icontains")
    subject_number = django_filters.CharFilter(label=_("number"), lookup_expr="iexact")
    how = django_filters.ChoiceFilter(label=_("in which way"), choices=How.choices)
    purpose = django_filters.ChoiceFilter(label=_("what for"), choices=Purpose.choices)
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessEntry
        fields: list[str] = []


class LogView(OverseersOnly, Spreadsheet, ReportView):
    """All accesses, the latest first, and which months wait for their review."""

    results_template_name = "privacy/desk/log_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 50
    model = AccessEntry
    filterset_class = LogFilters
    index_url_name = "privacy_log"
    index_results_url_name = "privacy_log_results"
    export_filename = "access-log"
    list_export = [
        "at",
        "account",
        "person",
        "department_name",
        "subject_in_words",
        "subject_number",
        "subjects",
        "fields_in_words",
        "get_purpose_display",
        "reason",
        "get_how_display",
        "address",
    ]
    export_headings = {
        "subject_in_words": _("whose data"),
        "fields_in_words": _("what was shown"),
        "get_purpose_display": _("what for"),
        "get_how_display": _("in which way"),
    }

    def get_queryset(self) -> QuerySet[AccessEntry]:
        """The latest first."""
        self.queryset = AccessEntry.objects.order_by("-at", "-pk")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the months that wait and those that were reviewed last."""
        return {
            **super().get_context_data(*args, **kwargs),
            "waiting": waiting(timezone.localdate()),
            "reviews": AccessReview.objects.all()[:REVIEWS],
        }


def may_read(request: HttpRequest) -> bool:
    """Whether the log stands in this person's menu."""
    return oversees(request.user)
