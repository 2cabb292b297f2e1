"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.pages.desk import bulk, report, rules, views  # noqa: F401  bulk registers its hooks
from cms.pages.desk.explorer import StewardshipPages
from cms.pages.desk.rows import take_over_translation_buttons
from cms.pages.models import FreshnessRule
from cms.pages.panels import show_panels, without_counts
from cms.pages.services import assigning, confirming
from cms.pages.stewards import may_steward

hooks.register("construct_homepage_panels", show_panels)
hooks.register("construct_homepage_summary_items", without_counts, order=1000)
register_permission_policy(FreshnessRule, rules.policy)
take_over_translation_buttons()


@hooks.register("register_admin_viewset", order=1000)
def explorer() -> StewardshipPages:
    """After Wagtail's own, which it replaces."""
    return StewardshipPages()


@hooks.register("register_admin_viewset")
def rule_viewset() -> rules.RuleViewSet:
    """Freshness rules."""
    return rules.RuleViewSet()


@hooks.register("register_admin_urls")
def freshness_urls() -> list:
    """A page's record, acts on it, and reports."""
    return [
        path("freshness/<int:page_id>/", views.freshness, name="pages_freshness"),
        path("freshness/<int:page_id>/confirm/", views.confirm_page, name="pages_confirm"),
        path("freshness/<int:page_id>/assign/", views.assign_page, name="pages_assign"),
        path("freshness/<int:page_id>/stricter/", views.stricter_page, name="pages_stricter"),
        path("reports/freshness/", report.DueReport.as_view(), name="pages_due_report"),
        path(
            "reports/freshness/results/", report.DueReport.as_view(results_only=True), name="pages_due_report_results"
        ),
        path("reports/reminders/", report.ReminderReport.as_view(), name="pages_reminder_report"),
        path(
            "reports/reminders/results/",
            report.ReminderReport.as_view(results_only=True),
            name="pages_reminder_report_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def freshness_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """In the page's menu, for who answers for it."""
    record = getattr(page, "record", None) if page.pk else None
    if record and may_steward(user, record.department_id):
        yield Button(
            gettext("Freshness and keepers"), reverse("pages_freshness", args=[page.pk]), icon_name="date", priority=15
        )


@hooks.register("register_page_listing_more_buttons")
def freshness_listing_button(page: Any, user: Any, next_url: str | None = None) -> Any:
    """The same in the rows of the explorer."""
    yield from freshness_button(page, user, "index", next_url)


@hooks.register("register_log_actions")
def freshness_actions(actions: Any) -> None:
    """How the acts read in a page's history."""
    actions.register_action(confirming.CONFIRMED, _("Confirm unchanged"), _("Confirmed unchanged"))
    actions.register_action(assigning.ASSIGNED, _("Name who keeps it"), _("Named who keeps it"))
    actions.register_action(assigning.STRICTER, _("Set days of its own"), _("Set days of its own"))


class _StewardsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_homepage_manager(request.user) or bool(reach_of(request.user).departments)


class _ManagersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_homepage_manager(request.user)


@hooks.register("register_reports_menu_item")
def due_report_item() -> MenuItem:
    """For who answers for some page."""
    return _StewardsItem(
        _("Freshness of pages"), reverse("pages_due_report"), name="freshness", icon_name="date", order=50
    )


@hooks.register("register_reports_menu_item")
def reminder_report_item() -> MenuItem:
    """For homepage management."""
    return _ManagersItem(_("Reminders"), reverse("pages_reminder_report"), name="reminders", icon_name="mail", order=60)


@hooks.register("insert_global_admin_css")
def freshness_css() -> str:
    """States in lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/desk.css"))
