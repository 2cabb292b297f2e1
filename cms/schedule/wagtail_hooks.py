"""Signs up what this room adds to Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.schedule.desk import DeedReport, menu_item, show_panel

hooks.register("construct_homepage_panels", show_panel)
hooks.register("register_reports_menu_item", menu_item)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The report."""
    return [
        path("reports/schedule/", DeedReport.as_view(), name="schedule_report"),
        path("reports/schedule/results/", DeedReport.as_view(results_only=True), name="schedule_report_results"),
    ]
