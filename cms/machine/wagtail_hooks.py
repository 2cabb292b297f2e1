"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from cms.departments.reach import oversees
from cms.machine.desk import report
from cms.machine.desk.setting_form import CHANGED
from cms.machine.models import MachineSetting
from cms.machine.models.setting import FACTS
from cms.machine.services import TRANSLATED


@hooks.register("register_admin_urls")
def machine_urls() -> list[Any]:
    """The report."""
    listed = report.UseReport
    return [
        path("reports/machine-translation/", listed.as_view(), name="machine_report"),
        path("reports/machine-translation/results/", listed.as_view(results_only=True), name="machine_report_results"),
    ]


class _OverseersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return oversees(request.user)


@hooks.register("register_reports_menu_item")
def machine_item() -> MenuItem:
    """For homepage management and system operation."""
    return _OverseersItem(
        report.TITLE, reverse("machine_report"), name="machine-translation", icon_name=report.ICON, order=65
    )


@hooks.register("register_log_actions")
def machine_actions(actions: Any) -> None:
    """How the acts read in a history."""

    @actions.register_action(CHANGED)
    class Changed(LogFormatter):
        label = _("Change machine translation")

        def format_message(self, entry: Any) -> str:
            before, after = entry.data["before"], entry.data["after"]
            changed = [name for name in FACTS if before.get(name) != after.get(name)]
            names = [str(MachineSetting._meta.get_field(name).verbose_name) for name in changed]
            if entry.data["another_key"]:
                names.append(gettext("key"))
            return gettext("Changed machine translation: %(what)s") % {"what": ", ".join(names) or "–"}

    @actions.register_action(TRANSLATED)
    class Translated(LogFormatter):
        label = _("Translate by machine")

        def format_message(self, entry: Any) -> str:
            data = entry.data
            sentence = ngettext(
                "%(service)s translated %(pieces)d piece into %(language)s",
                "%(service)s translated %(pieces)d pieces into %(language)s",
                data["pieces"],
            )
            language = dict(settings.LANGUAGES).get(data["language"], data["language"])
            return sentence % {**data, "language": language}
