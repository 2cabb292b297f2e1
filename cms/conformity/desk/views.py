"""The report in the Reports menu, and the page of one duty behind each of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from cms.conformity.desk.filters import DutyFilters
from cms.conformity.desk.readers import ReadersOnly, reads_everything
from cms.conformity.desk.rows import DutyRow, rows_of
from cms.conformity.models import DutyChange
from cms.conformity.ordinance import OwnOrdinance
from cms.conformity.shown import bar
from cms.ordinance.policy_kinds import Obligation
from tenants.conformity import checks
from tenants.selectors import NoPolicy
from tenants.services.conformity import Report, report

TITLE = _("Conformity with the ordinance")
ICON = "clipboard-list"
BYTE_ORDER_MARK = "\ufeff"


class ConformityReportView(ReadersOnly, ReportView):
    """Every duty as it stands now, by article; asked anew at every look."""

    template_name = "conformity/desk/report.html"
    results_template_name = "conformity/desk/report_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = None
    filterset_class = DutyFilters
    index_url_name = "conformity_report"
    index_results_url_name = "conformity_report_results"
    export_filename = "conformity"
    list_export = ["id", "heading", "cites", "obligation_label", "asks", "status_label", "evidence_said"]
    export_headings = {
        "id": _("Duty of the ordinance"),
        "heading": _("Article"),
        "cites": _("Articles cited"),
        "obligation_label": _("Obligatory or not"),
        "asks": _("What it asks"),
        "status_label": _("Status"),
        "evidence_said": _("Evidence"),
    }

    @cached_property
    def report(self) -> Report | None:
        """None where no policy is in force."""
        try:
            return report(connection.tenant)
        except NoPolicy as none:
            self.no_results_message = str(none)
            return None

    @cached_property
    def rows(self) -> list[DutyRow]:
        """All of them, whatever is filtered."""
        return rows_of(self.report, self.request.user) if self.report else []

    def stream_csv(self, queryset: Any) -> Iterator[str]:
        """Behind a byte order mark, without which spreadsheet programs in Korea read it as CP949."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)

    def get_queryset(self) -> list[DutyRow]:
        """Rows; Wagtail filters them."""
        return self.rows

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """With the articles that there are to choose from."""
        return {**super().get_filterset_kwargs(), "articles": [row.heading for row in self.rows]}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the numbers and the rows under their articles."""
        context = super().get_context_data(*args, **kwargs)
        rows = context["object_list"]
        context["bars"] = [found for found in (bar(self.rows, obligation) for obligation in Obligation) if found.total]
        context["articles"] = [(heading, list(group)) for heading, group in groupby(rows, key=lambda row: row.heading)]
        context["report"] = self.report
        context["everything"] = reads_everything(self.request.user)
        return context


class DutyView(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One duty: the article's own words, what judges it, what was found, and since when."""

    template_name = "conformity/desk/duty.html"
    header_icon = ICON

    @cached_property
    def report(self) -> Report:
        """About this duty alone. Raises Http404 where the policy has no such duty."""
        try:
            found = report(connection.tenant, only=self.kwargs["duty"])
        except NoPolicy as none:
            raise Http404(str(none)) from none
        if not found.lines:
            raise Http404
        return found

    def get_page_title(self) -> str:
        """The duty's articles."""
        return ", ".join(map(str, self.report.lines[0].duty.articles))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the report."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("conformity_report"), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the row, the article's words, rule modules, the check's name and the history."""
        duty = self.report.lines[0].duty
        check = checks().get(duty.subject.id)
        own = OwnOrdinance.of(self.report.policy.policy)
        cited = {article.article: None for article in duty.articles}
        return {
            **super().get_context_data(**kwargs),
            "report": self.report,
            "row": rows_of(self.report, self.request.user)[0],
            "subject": duty.subject,
            "words": [words for article in cited if (words := own.article(article))],
            "cited_anchors": {article.anchor for article in duty.articles},
            "check": f"{check.__module__}.{check.__qualname__}" if check else "",
            "history": DutyChange.objects.filter(duty=duty.id),
            "everything": reads_everything(self.request.user),
        }
