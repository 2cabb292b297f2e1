"""The report on links that lead nowhere, department by department."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.departments.models import Department
from cms.departments.reach import reach_of
from cms.links.desk.targets import Targets
from cms.links.models import BrokenLink, Fault, LinkCheck

TITLE = _("Broken links")
ICON = "link"


def departments_of(request: HttpRequest) -> QuerySet[Department]:
    """Those whose broken links this person may see: homepage management all, staff their own and those below."""
    reach = reach_of(request.user)
    everything = request.user.is_superuser or not reach.limited
    return Department.objects.all() if everything else Department.objects.filter(pk__in=reach.departments)


class BrokenLinkFilters(WagtailFilterSet):
    """By department, fault and state."""

    department = django_filters.ModelChoiceFilter(
        label=_("responsible department"), queryset=departments_of, field_name="page__record__department"
    )
    fault = django_filters.ChoiceFilter(label=_("fault"), choices=Fault.choices)
    mended = django_filters.BooleanFilter(label=_("mended"), field_name="fixed_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = BrokenLink
        fields: list[str] = []


class BrokenLinksView(Spreadsheet, ReportView):
    """Open ones first, those broken longest on top of their department."""

    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "links/desk/broken_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 200
    model = BrokenLink
    filterset_class = BrokenLinkFilters
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    export_filename = "broken-links"
    list_export = ["department", "page.title", "address", "leads_to", "get_fault_display", "since", "lasted"]
    export_headings = {
        "department": _("responsible department"),
        "page.title": _("page"),
        "address": _("address"),
        "leads_to": _("leads to"),
        "get_fault_display": _("fault"),
        "since": _("broken since"),
        "lasted": _("days"),
    }

    def get_queryset(self) -> QuerySet[BrokenLink]:
        """What this person may see; what is mended only when it is asked for."""
        rows = BrokenLink.objects.filter(page__record__department__in=departments_of(self.request))
        if "mended" not in self.request.GET:
            rows = rows.filter(fixed_on=None)
        rows = rows.select_related("page__record__department", "page__locale")
        self.queryset = rows.order_by("page__record__department__sort_order", "page__record__department", "since", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Adds what the table and the spreadsheet say: the department, the days, the target by its name."""
        rows, today = list(object_list), timezone.localdate()
        targets = Targets.of(rows)
        for row in rows:
            row.department = row.page.record.department.local_name
            row.lasted = row.days(today)
            row.leads_to = targets.name(row)
            row.address = row.page.full_url  # now: a spreadsheet is streamed when the request is over
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds when the links were last looked at."""
        return {**super().get_context_data(*args, **kwargs), "last": LinkCheck.objects.first()}
