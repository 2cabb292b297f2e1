"""The report in the Reports menu: one period, its departments, one chart."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.core.typed import whole_number
from cms.departments.reach import oversees
from cms.evaluation.closing import evaluates
from cms.evaluation.desk.chart import Chart, chart_of
from cms.evaluation.desk.readers import ReadersOnly, departments_of
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, NotedDay
from cms.evaluation.periods import Period

TITLE = _("Evaluation of departments")
ICON = "list-ol"


class PeriodFilter(WagtailFilterSet):
    """Which month or quarter; the latest where nothing is chosen."""

    period = django_filters.ModelChoiceFilter(
        label=_("period"), queryset=EvaluationPeriod.objects.defer("document"), empty_label=_("The latest month")
    )

    class Meta:
        model = DepartmentResult
        fields: list[str] = []


class EvaluationReport(ReadersOnly, Spreadsheet, ReportView):
    """The best first; departments that had no page at the end come last, without a rank."""

    template_name = "evaluation/desk/report.html"
    results_template_name = "evaluation/desk/report_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = None
    model = DepartmentResult
    filterset_class = PeriodFilter
    index_url_name = "evaluation_report"
    index_results_url_name = "evaluation_report_results"
    export_headings = {
        "period.name": _("period"),
        "rank": _("rank"),
        "department_name": _("department"),
        "score": _("score"),
        "medal": _("commended"),
        "pages": _("pages"),
        "due": _("pages that were due"),
        "page_days": _("page-days"),
        "on_time": _("page-days in time"),
        "on_time_share": _("in time, per cent"),
        "overdue": _("overdue at the end"),
        "overdue_median": _("days overdue, median"),
        "confirmations": _("confirmations"),
        "rubber_stamps": _("of these many within a minute"),
        "reported": _("errors and suggestions received"),
        "answered": _("answered"),
        "late": _("waiting too long"),
        "broken": _("broken links"),
        "broken_median": _("days broken, median"),
        "lagging": _("translations behind their original"),
        "lag_median": _("days behind, median"),
        "lag_critical": _("of these with a wrong figure"),
    }
    list_export = list(export_headings)

    @cached_property
    def period(self) -> EvaluationPeriod | None:
        """The chosen one, else the latest month; none before the first is closed."""
        periods = EvaluationPeriod.objects.defer("document")
        chosen = self.request.GET.get("period", "")
        found = periods.filter(pk=whole_number(chosen)).first()
        return found or periods.exclude(name__contains="Q").first()

    def get_filename(self) -> str:
        """Named by the period."""
        return f"evaluation-{self.period.name if self.period else 'none'}"

    def get_queryset(self) -> QuerySet[DepartmentResult]:
        """What this person may see by name."""
        rows = self._rows().filter(departments_of(self.request.user))
        self.queryset = rows.select_related("period").defer("period__document", "ledger")
        return super().get_queryset()

    def _rows(self) -> QuerySet[DepartmentResult]:
        ranked = DepartmentResult.objects.filter(period=self.period).defer("ledger")
        return ranked.order_by(F("rank").asc(nulls_last=True), F("score").desc(nulls_last=True), "department_id")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the period, the chart, and what comes next."""
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        today = timezone.localdate()
        context |= {
            "object_list": rows,
            "period": self.period,
            "chart": self._chart(rows),
            "everything": oversees(self.request.user),
            "noted": self._noted(),
            "rules": self._rules(),
            "running": Period.month_of(today),
            "evaluates": evaluates(today),
        }
        return context

    def _noted(self) -> int:
        """On how many days of the period somebody looked."""
        if self.period is None:
            return 0
        return NotedDay.objects.filter(day__range=(self.period.first, self.period.last)).count()

    def _rules(self) -> dict[str, Any]:
        """How the ranks of this period were drawn, and how many departments are commended for how many ranks."""
        if self.period is None:
            return {}
        contents = EvaluationPeriod.objects.get(pk=self.period.pk).contents
        medals = DepartmentResult.objects.filter(period=self.period, medal__isnull=False).count()
        ranks = contents["terms"]["commended"]
        return {
            "by_figures": contents["form"] > 1,
            "least_due": contents["terms"].get("least_due", 0),
            "medals": medals,
            "ranks": ranks,
            "shared": medals > ranks,
        }

    def _chart(self, rows: list[DepartmentResult]) -> Chart:
        everybody = self._rows().filter(score__isnull=False)
        return chart_of(everybody, {row.pk for row in rows})
