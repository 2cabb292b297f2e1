"""Signs up what this room adds to Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.privacy.desk.log import ICON, TITLE, LogView, may_read
from cms.privacy.desk.panel import WaitingReviewsPanel
from cms.privacy.desk.review import ReviewView
from cms.privacy.desk.rights import ICON as RIGHTS_ICON
from cms.privacy.desk.rights import TITLE as RIGHTS
from cms.privacy.desk.rights import RightsView


class _OverseersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request)


@hooks.register("register_reports_menu_item")
def log_item() -> MenuItem:
    """Reports › access log."""
    return _OverseersItem(TITLE, reverse("privacy_log"), name="access-log", icon_name=ICON, order=118)


@hooks.register("register_reports_menu_item")
def rights_item() -> MenuItem:
    """Reports › changes of rights."""
    return _OverseersItem(RIGHTS, reverse("privacy_rights"), name="rights-changed", icon_name=RIGHTS_ICON, order=119)


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern]:
    """The log, its results as Wagtail fetches them after a filter, each month's review; changes of rights."""
    return [
        path("reports/access-log/", LogView.as_view(), name="privacy_log"),
        path("reports/access-log/results/", LogView.as_view(results_only=True), name="privacy_log_results"),
        path("reports/access-log/<int:year>/<int:month>/", ReviewView.as_view(), name="privacy_review"),
        path("reports/rights/", RightsView.as_view(), name="privacy_rights"),
        path("reports/rights/results/", RightsView.as_view(results_only=True), name="privacy_rights_results"),
    ]


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """On the first page of the desk."""
    panels.append(WaitingReviewsPanel())


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    """The log's tables."""
    return format_html('<link rel="stylesheet" href="{}">', static("privacy/desk.css"))
