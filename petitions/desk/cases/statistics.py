"""Statistics of petitions at the desk: a department sees its own, the overall department those of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.core.spreadsheets import Spreadsheet
from cms.ordinance.statistics_of_cases import Figures, Statistics
from petitions import clock
from petitions.desk.cases import reach
from petitions.desk.cases.queue import StaffOnly
from petitions.models import Kind
from petitions.models.case import STATES
from petitions.watching.figures import Span, besides, received_in, reckoned, spans

TITLE = gettext_lazy("Statistics of petitions")
COLUMNS = {
    "by": gettext_lazy("by"),
    "name": gettext_lazy("name"),
    "received": gettext_lazy("received"),
    "closed": gettext_lazy("petitions closed"),
    "on_time": gettext_lazy("on time"),
    "late": gettext_lazy("late"),
    "overdue": gettext_lazy("overdue"),
    "share": gettext_lazy("on time, per cent"),
    "median": gettext_lazy("working days, median"),
}
_ROW = 40


@dataclass(frozen=True)
class Bar:
    """The share of petitions on time as a bar, in per cent of the drawing's width."""

    name: str
    share: float | None
    top: int

    @property
    def words(self) -> int:
        return self.top + 14

    @property
    def bar(self) -> int:
        return self.top + 20


class StatisticsView(StaffOnly, Spreadsheet, WagtailAdminTemplateMixin, TemplateView):
    """A month, a quarter or a year; as XLSX or CSV every row."""

    template_name = "petitions/desk/cases/statistics.html"
    page_title = TITLE
    header_icon = "table"
    list_export = list(COLUMNS)
    export_headings = COLUMNS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page, or the spreadsheet."""
        if self.is_export:
            return self.as_spreadsheet(list(self._table()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Named by the span."""
        return f"petition-statistics-{self.span}"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A row is made already."""
        return item

    @cached_property
    def span(self) -> Span:
        """The chosen one, else this year."""
        try:
            return Span.parse(self.request.GET.get("span", ""))
        except ValueError:
            return Span(timezone.localdate().year)

    @cached_property
    def statistics(self) -> Statistics:
        """Of what this person oversees."""
        return reckoned(self._cases(), self.days, timezone.now())

    @cached_property
    def days(self) -> Any:
        """The municipality's calendar."""
        return clock.calendar()

    def _cases(self) -> Any:
        user = self.request.user
        everything = reach.oversees_petitions(user)
        cases = reach.every_case(user) if everything else reach.department_cases(user)
        return received_in(self.span, cases, self.days)

    def _table(self) -> Iterator[dict[str, Any]]:
        yield row(_("all"), _("all"), self.statistics.total)
        for kind, figures in self.statistics.by_kind.items():
            yield row(_("kind"), Kind(kind).label, figures)
        for department, figures in self.statistics.by_department.items():
            yield row(_("department"), department, figures)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Its own name at the end."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the tables and the chart."""
        found = self.statistics
        return super().get_context_data(
            span=self.span,
            spans=spans(timezone.localdate()),
            total=row("", _("all"), found.total),
            outcomes=outcomes(found.total),
            tables=[
                (_("By kind"), [row("", Kind(kind).label, each) for kind, each in found.by_kind.items()]),
                (_("By department"), [row("", name, each) for name, each in found.by_department.items()]),
            ],
            bars=bars(found),
            besides=besides(self._cases()),
            everything=reach.oversees_petitions(self.request.user),
            doors=[("XLSX", self.get_export_url("xlsx")), ("CSV", self.get_export_url("csv"))],
            back=reverse("petition_cases_mine"),
            **kwargs,
        )


def row(by: str, name: Any, figures: Figures) -> dict[str, Any]:
    """One row of a table; None where nothing can be said yet."""
    share, median = figures.on_time_share, figures.median_days
    return {
        "by": by,
        "name": str(name),
        "received": figures.received,
        "closed": figures.closed,
        "on_time": figures.on_time,
        "late": figures.late,
        "overdue": figures.overdue,
        "share": None if share is None else round(float(share) * 100, 1),
        "median": None if median is None else round(float(median), 1),
    }


def outcomes(figures: Figures) -> list[tuple[str, int]]:
    """How they ended, in words."""
    names = dict(STATES)
    return [(str(names.get(name, name)), number) for name, number in figures.outcomes]


def bars(found: Statistics) -> list[Bar]:
    """One a department, in the order of their names."""
    drawn: list[Bar] = []
    for name, figures in found.by_department.items():
        share = figures.on_time_share
        drawn.append(Bar(name, None if share is None else round(float(share) * 100, 1), len(drawn) * _ROW))
    return drawn
