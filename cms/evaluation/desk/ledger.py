"""Behind a department's figures: every page and event that they come from."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.spreadsheets import Spreadsheet
from cms.evaluation.desk.readers import ReadersOnly, departments_of
from cms.evaluation.desk.report import ICON, TITLE
from cms.evaluation.models import DepartmentResult

PER_PAGE = 100
COUNTS = {
    "page_days": _("Page-days"),
    "due": _("Pages that were due"),
    "overdue": _("Overdue at the end"),
    "confirmations": _("Confirmations"),
    "reported": _("Errors and suggestions received"),
    "answered": _("Answered"),
    "late": _("Waiting too long"),
    "broken": _("Broken links"),
    "lagging": _("Translations behind"),
}


#: Columns of the spreadsheet: what a line may say, whatever it counts for.
COLUMNS = {
    "period": _("period"),
    "department": _("department"),
    "counts": _("counts for"),
    "page": _("page number"),
    "title": _("page"),
    "event": _("number of the event"),
    "on": _("on"),
    "from": _("from"),
    "to": _("until"),
    "days": _("days"),
    "in_time": _("of these in time"),
    "due_on": _("next check"),
    "since": _("since"),
    "language": _("language"),
    "caught_up_on": _("caught up on"),
    "critical": _("with a wrong figure"),
    "answered_on": _("answered on"),
    "kind": _("kind of confirmation"),
    "many_at_once": _("many within a minute"),
}


class LedgerView(ReadersOnly, Spreadsheet, WagtailAdminTemplateMixin, TemplateView):
    """One department in one period. Another department's is not found. As XLSX or CSV every line at once."""

    template_name = "evaluation/desk/ledger.html"
    header_icon = ICON
    list_export = list(COLUMNS)
    export_headings = COLUMNS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page, or the spreadsheet."""
        if self.is_export:
            return self.as_spreadsheet(self.result.entries, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Named by period and department."""
        return f"evaluation-{self.result.period.name}-{self.result.department_id}"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A line of the ledger; names are those of the period, whatever things are called today."""
        said = {"period": self.result.period.name, "department": self.result.department_name, **item}
        said["counts"] = str(COUNTS[item["counts"]])
        return {name: said.get(name, "") for name in COLUMNS}

    @cached_property
    def result(self) -> DepartmentResult:
        """Raises Http404 for what this person may not read."""
        rows = DepartmentResult.objects.select_related("period").filter(departments_of(self.request.user))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def page_title(self) -> str:
        return f"{self.result.department_name} · {self.result.period}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the report of the same period."""
        address = f"{reverse('evaluation_report')}?period={self.result.period_id}"
        return [
            *super().get_breadcrumbs_items(),
            {"url": address, "label": TITLE},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the figures, the lines of the chosen one, and which of their pages are still there."""
        counts = self.request.GET.get("counts", "page_days")
        if counts not in COUNTS:
            raise Http404
        entries = self.result.entries
        numbers = {name: sum(entry["counts"] == name for entry in entries) for name in COUNTS}
        numbers["page_days"] = self.result.page_days  # its lines are spans of many days
        chosen = [entry for entry in entries if entry["counts"] == counts]
        lines = Paginator(chosen, PER_PAGE).get_page(self.request.GET.get("p"))
        there = set(Page.objects.filter(pk__in={entry["page"] for entry in lines}).values_list("pk", flat=True))
        return super().get_context_data(
            result=self.result,
            counts=counts,
            heading=COUNTS[counts],
            tabs=[(name, label, numbers[name]) for name, label in COUNTS.items()],
            lines=lines,
            there=there,
            **kwargs,
        )
