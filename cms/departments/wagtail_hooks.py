"""Signs up what this room adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from cms.departments import deciding, gaps, sharing  # noqa: F401  gaps registers its hooks
from cms.departments.accounts import guards  # noqa: F401  registers its hooks
from cms.departments.desk import urls as desk_urls
from cms.departments.desk.panel import show_panel
from cms.departments.viewsets import OrganisationGroup

register_snippet(OrganisationGroup)


@hooks.register("register_admin_urls")
def sharing_urls() -> list:
    """Decisions, links to drafts, reorganisations, transfers."""
    return [
        *desk_urls.urlpatterns,
        path("decide/<int:state_id>/", deciding.decide, name="departments_decide"),
        path("share/<int:page_id>/", sharing.share_draft, name="departments_share_draft"),
        path("share/<int:share_id>/revoke/", sharing.unshare_draft, name="departments_unshare_draft"),
    ]


@hooks.register("register_page_action_menu_item")
def decide_item() -> deciding.DecideMenuItem:
    """In the editor of a page that waits, for who decides."""
    return deciding.DecideMenuItem(order=-10)


@hooks.register("register_page_header_buttons")
def share_button(page, user, view_name, next_url=None):
    """In the page's menu, for who may edit it."""
    if page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("departments_share_draft", args=[page.pk])
        yield Button(gettext("Share the draft by link"), address, icon_name="link", priority=80)


@hooks.register("register_log_actions")
def sharing_actions(actions) -> None:
    """How links to drafts read in a page's history."""
    actions.register_action(sharing.CREATED, _("Share draft by link"), _("Shared the draft by link"))
    actions.register_action(sharing.REVOKED, _("Take back link to draft"), _("Took back a link to the draft"))


hooks.register("construct_homepage_panels", show_panel)


@hooks.register("construct_explorer_page_queryset")
def with_records(parent_page, pages, request):
    """Who may edit a page follows from its record: fetched with the list, not page by page."""
    return pages.select_related("record")


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    """The municipality's name in the sidebar, Korean line breaks, lists of the first page."""
    return format_html('<link rel="stylesheet" href="{}">', static("departments/desk.css"))


@hooks.register("register_account_menu_item")
def account_pages(request) -> dict[str, str]:
    """From Wagtail's account page to ours: password, second factor, signed-in devices."""
    return {
        "url": reverse("usersessions_list"),
        "label": gettext("Password, second factor, signed-in devices"),
        "help_text": gettext("Change the password, set up one-time passwords, end other sessions."),
    }


@hooks.register("construct_main_menu")
def without_foreign_help(request, items) -> None:
    """Wagtail's help leads to other hosts, in English; ours is in the documentation of the municipality's operator."""
    items[:] = [item for item in items if item.name != "help"]
