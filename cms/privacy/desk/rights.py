"""Changes of rights at the desk: to be read, filtered and taken along; nothing of it can be changed."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.privacy.desk.log import OverseersOnly
from cms.privacy.models import Change, PermissionChange, Right

TITLE = _("Changes of rights")
ICON = "key"


class RightsFilters(WagtailFilterSet):
    """By account, kind of right, what happened, and day."""

    account = django_filters.CharFilter(label=_("account"), lookup_expr="iexact")
    right = django_filters.ChoiceFilter(label=_("right"), choices=Right.choices)
    change = django_filters.ChoiceFilter(label=_("change"), choices=Change.choices)
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    class Meta:
        model = PermissionChange
        fields: list[str] = []


class RightsView(OverseersOnly, Spreadsheet, ReportView):
    """All changes, the latest first."""

    results_template_name = "privacy/desk/rights_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 50
    model = PermissionChange
    filterset_class = RightsFilters
    index_url_name = "privacy_rights"
    index_results_url_name = "privacy_rights_results"
    export_filename = "changes-of-rights"
    list_export = ["at", "account", "person", "get_change_display", "get_right_display", "name", "by"]
    export_headings = {"get_change_display": _("change"), "get_right_display": _("right")}

    def get_queryset(self) -> QuerySet[PermissionChange]:
        """The latest first."""
        self.queryset = PermissionChange.objects.order_by("-at", "-pk")
        return super().get_queryset()
