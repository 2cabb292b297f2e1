"""Signs up what this room adds to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.conformity.desk.readers import may_read
from cms.conformity.desk.views import ICON, TITLE, ConformityReportView, DutyView


class ConformityMenuItem(MenuItem):
    """For those who may read the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Once a request asks."""
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def conformity_item() -> MenuItem:
    """First among the reports."""
    return ConformityMenuItem(TITLE, reverse("conformity_report"), name="conformity", icon_name=ICON, order=100)


@hooks.register("register_admin_urls")
def conformity_urls() -> list:
    """The report, its results as Wagtail fetches them after a filter, and a page a duty."""
    results = ConformityReportView.as_view(results_only=True)
    return [
        path("reports/conformity/", ConformityReportView.as_view(), name="conformity_report"),
        path("reports/conformity/results/", results, name="conformity_report_results"),
        path("reports/conformity/duty/<str:duty>/", DutyView.as_view(), name="conformity_duty"),
    ]
