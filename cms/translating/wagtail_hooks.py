"""Signs up what this room adds to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.translating.desk import menu, panel, urls
from cms.translating.desk.editor import lead_to_work
from cms.translating.exchange import hooks as exchange  # noqa: F401 - it signs up itself
from cms.translating.pieces import WRITTEN

hooks.register("register_admin_urls", lambda: urls.urlpatterns)
hooks.register("register_admin_urls", lambda: urls.instead_of_localize, order=-10)
hooks.register("register_reports_menu_item", menu.dashboard_item)
hooks.register("construct_reports_menu", menu.without_localize)
hooks.register("register_admin_menu_item", menu.my_translations_item)
hooks.register("construct_homepage_panels", panel.show_panel)
hooks.register("before_edit_page", lead_to_work, order=-10)


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    """Work and review."""
    return format_html('<link rel="stylesheet" href="{}">', static("translating/desk.css"))


@hooks.register("register_log_actions")
def log_actions(actions):
    """Names in the history."""

    @actions.register_action(WRITTEN)
    class Write(LogFormatter):
        label = gettext_lazy("Translate")

        def format_message(self, log_entry):
            data = log_entry.data
            number = data["changed"] + data["removed"]
            sentence = ngettext(
                "Wrote %(count)d piece of the translation (%(language)s)",
                "Wrote %(count)d pieces of the translation (%(language)s)",
                number,
            )
            said = sentence % {"count": number, "language": data["language"]}
            return f"{said} · {gettext('machine translation')}" if data["machine"] else said
