"""Report: uses of machine translation and what is left of the month's characters; exports to XLSX and CSV."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.departments.reach import oversees
from cms.machine.budget import this_month
from cms.machine.models import MachineSetting, MachineUse, Outcome, Service

TITLE = _("Machine translation")
ICON = "globe"


def _languages() -> list[tuple[str, str]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class UseFilterSet(WagtailFilterSet):
    """By language and month."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=_languages, widget=CheckboxSelectMultiple
    )
    at = django_filters.DateFromToRangeFilter(label=_("When"))

    class Meta:
        model = MachineUse
        fields: list[str] = []


def _language(use: MachineUse) -> str:
    return dict(settings.LANGUAGES).get(use.language, use.language)


def _service(use: MachineUse) -> str:
    return str(Service(use.service).label)


def _characters(use: MachineUse) -> str:
    return f"{use.spent:,}"


def _how(use: MachineUse) -> str:
    return str(Outcome(use.how).label)


class UseReport(Spreadsheet, ReportView):
    """The last uses first."""

    page_title = TITLE
    header_icon = ICON
    template_name = "machine/report.html"
    results_template_name = "machine/report_results.html"
    index_url_name = "machine_report"
    index_results_url_name = "machine_report_results"
    filterset_class = UseFilterSet
    default_ordering = "-at"
    columns = [
        DateColumn("at", label=_("When")),
        Column("title", label=_("Page")),
        Column("language", label=_("Language"), accessor=_language),
        Column("spent", label=_("Characters"), accessor=_characters),
        Column("outcome", label=_("Outcome"), accessor=_how),
        Column("service", label=_("Service"), accessor=_service, classname="desk-wide"),
        Column("person_name", label=_("Who"), classname="desk-wide"),
    ]
    list_export = ["at", "title", "language", "spent", "how", "failed", "service", "person_name"]
    export_headings = {
        "at": _("When"),
        "title": _("Page"),
        "language": _("Language"),
        "spent": _("Characters"),
        "how": _("Outcome"),
        "failed": _("Answer of the service"),
        "service": _("Service"),
        "person_name": _("Who"),
    }

    def to_row_dict(self, item: MachineUse) -> dict[str, Any]:
        """Languages, outcomes and services by their names."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {**row, "language": _language(item), "how": _how(item), "service": _service(item)}

    def get_filename(self) -> str:
        """Named by the day."""
        return f"machine-translation-{timezone.localdate():%Y-%m-%d}"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not oversees(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """Reservations, each with what its settlement gave back."""
        return MachineUse.objects.filter(settles=None).annotate(
            spent=F("characters") + Coalesce(F("settlement__characters"), 0),
            how=Coalesce(F("settlement__outcome"), F("outcome")),
            failed=Coalesce(F("settlement__failure"), F("failure")),
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The month's characters in all and by language stand above the list."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        setting, month = MachineSetting.current(), this_month()
        rows = MachineUse.objects.filter(month=month).order_by().values("language")
        rows = rows.annotate(characters=Sum("characters"), uses=Count("pk") - Count("settles"))
        names = dict(settings.LANGUAGES)
        by_language = [
            {
                **row,
                "code": row["language"],
                "language": names.get(row["language"], row["language"]),
                "characters_text": f"{row['characters']:,}",
            }
            for row in rows.order_by("-characters")
        ]
        spent = sum(row["characters"] for row in by_language)
        return {
            **context,
            "setting": setting,
            "service": Service(setting.service).label,
            "month": month,
            "spent_text": f"{spent:,}",
            "budget_text": f"{setting.budget:,}",
            "left_text": f"{max(setting.budget - spent, 0):,}",
            "may_change": self.request.user.has_perm("machine.change_machinesetting"),
            "by_language": by_language,
        }
