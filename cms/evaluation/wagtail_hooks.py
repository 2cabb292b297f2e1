"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.evaluation.desk import calendar, report
from cms.evaluation.desk.ledger import LedgerView
from cms.evaluation.desk.readers import may_read


class _ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def evaluation_item() -> MenuItem:
    """For who answers for some page, and who oversees all."""
    address = reverse("evaluation_report")
    return _ReadersItem(report.TITLE, address, name="evaluation", icon_name=report.ICON, order=70)


@hooks.register("register_reports_menu_item")
def calendar_item() -> MenuItem:
    """For the same."""
    address = reverse("evaluation_calendar")
    return _ReadersItem(calendar.TITLE, address, name="due-calendar", icon_name=calendar.ICON, order=55)


@hooks.register("register_admin_urls")
def evaluation_urls() -> list[Any]:
    """The report, its results as Wagtail fetches them after a filter, what lies behind a result, the calendar."""
    view = report.EvaluationReport
    return [
        path("reports/evaluation/", view.as_view(), name="evaluation_report"),
        path("reports/evaluation/results/", view.as_view(results_only=True), name="evaluation_report_results"),
        path("reports/evaluation/<int:pk>/", LedgerView.as_view(), name="evaluation_ledger"),
        path("reports/calendar/", calendar.CalendarView.as_view(), name="evaluation_calendar"),
    ]
