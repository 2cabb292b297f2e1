"""Signs up what this room adds to Wagtail's admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.links.desk.views import ICON, TITLE, BrokenLinksView


@hooks.register("register_reports_menu_item")
def broken_links_item() -> MenuItem:
    """Among the reports; everybody sees their own departments'."""
    return MenuItem(TITLE, reverse("broken_links"), name="broken-links", icon_name=ICON, order=120)


@hooks.register("register_admin_urls")
def broken_links_urls() -> list:
    """The report, and its results as Wagtail fetches them after a filter."""
    return [
        path("reports/broken-links/", BrokenLinksView.as_view(), name="broken_links"),
        path("reports/broken-links/results/", BrokenLinksView.as_view(results_only=True), name="broken_links_results"),
    ]
