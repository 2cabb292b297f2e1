"""The queues (내 민원 · 부서 민원 · 총괄): what is due first stands on top. No list shows anything personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.core.spreadsheets import Spreadsheet
from cms.ordinance.calendar import Calendar
from cms.ordinance.case_numbers import shown
from petitions import clock
from petitions.desk.cases import reach
from petitions.desk.cases.bulk_forms import BULK
from petitions.desk.cases.filters import QueueFilters
from petitions.desk.cases.listing import by_time_left, listed
from petitions.desk.cases.standing import standings
from petitions.models import Case

ICON = "clipboard-list"
MINE, DEPARTMENT, EVERY = "mine", "department", "all"
TITLES = {
    MINE: gettext_lazy("My petitions"),
    DEPARTMENT: gettext_lazy("Petitions of the department"),
    EVERY: gettext_lazy("All petitions"),
}
COLUMNS = {
    "number": gettext_lazy("receipt number"),
    "subject": gettext_lazy("petition service"),
    "kind": gettext_lazy("kind"),
    "channel": gettext_lazy("channel"),
    "language": gettext_lazy("language"),
    "state": gettext_lazy("state"),
    "department": gettext_lazy("responsible department"),
    "officer": gettext_lazy("officer in charge"),
    "arrived": gettext_lazy("arrived"),
    "due": gettext_lazy("due"),
    "left": gettext_lazy("time left"),
}


class StaffOnly:
    """Mixin for views: for those who work on petitions."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not self.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def may_see(self, user: Any) -> bool:
        """Whether this view is for them."""
        return reach.works_on_petitions(user)


class OverseersOnly(StaffOnly):
    """Mixin for views: for the overall department (총괄부서)."""

    def may_see(self, user: Any) -> bool:
        return reach.oversees_petitions(user)


class QueueView(StaffOnly, Spreadsheet, ReportView):
    """One queue. Eight queries, whatever it holds."""

    scope = MINE
    template_name = "petitions/desk/cases/queue.html"
    results_template_name = "petitions/desk/cases/queue_results.html"
    header_icon = ICON
    model = Case
    filterset_class = QueueFilters
    list_export = list(COLUMNS)
    export_headings = COLUMNS

    @property
    def page_title(self) -> Any:
        return TITLES[self.scope]

    @property
    def index_url_name(self) -> str:
        return f"petition_cases_{self.scope}"

    @property
    def index_results_url_name(self) -> str:
        return f"petition_cases_{self.scope}_results"

    @cached_property
    def days(self) -> Calendar:
        """The municipality's calendar."""
        return clock.calendar()

    @property
    def header_more_buttons(self) -> list[Any]:
        """Doors to what is not a list."""
        doors = [(_("Petitions of a person"), "petition_person", "search")]
        more = [HeaderButton(label, url=reverse(name), icon_name=icon) for label, name, icon in doors]
        return [*super().header_more_buttons, *more]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The filters know whose queue it is."""
        return {**super().get_filterset_kwargs(), "scope": self.scope}

    def get_base_queryset(self) -> QuerySet[Case]:
        """What this person may open, of this queue."""
        return by_time_left(listed(_cases(self.scope, self.request.user)))

    def get_filtered_queryset(self) -> QuerySet[Case]:
        """Filtered once."""
        return self.get_queryset()

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Closed ones are in the order in which they came."""
        found = super().filter_queryset(queryset)
        closed = self.filters and self.filters.is_valid() and self.filters.form.cleaned_data.get("show")
        return found.order_by("-arrived_at", "-pk") if closed else found

    def decorate_paginated_queryset(self, object_list: Iterable[Case]) -> Any:
        """Each case with how it stands; a spreadsheet gets them as it is written."""
        return object_list if self.is_export else standings(object_list, timezone.now(), self.days)

    def get_filename(self) -> str:
        """Named by queue and day."""
        return f"petitions-{self.scope}-{timezone.localdate().isoformat()}"

    def write_xlsx(self, queryset: QuerySet[Case], output: Any) -> Any:
        """As Wagtail's, row by row."""
        return super().write_xlsx(self._rows(queryset), output)

    def stream_csv(self, queryset: QuerySet[Case]) -> Iterator[bytes]:
        """As Wagtail's, row by row."""
        return super().stream_csv(self._rows(queryset))

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A row is made already."""
        return item

    def _rows(self, queryset: QuerySet[Case]) -> Iterator[dict[str, Any]]:
        now = timezone.now()
        for chunk in _chunks(queryset):
            for case, standing in standings(chunk, now, self.days):
                yield _row(case, standing.said)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the other queues."""
        context = super().get_context_data(*args, **kwargs)
        context |= {
            "queues": queues(self.request.user, self.scope),
            "bulk_acts": bulk_acts(self.request.user),
            "bulk_url": reverse("petition_cases_bulk"),
            "scope": self.scope,
            "own": reach.own_departments(self.request.user),
        }
        return context


class MyCases(QueueView):
    """내 민원."""


class DepartmentCases(QueueView):
    """부서 민원."""

    scope = DEPARTMENT


class AllCases(OverseersOnly, QueueView):
    """총괄."""

    scope = EVERY


def queues(user: Any, here: str = "") -> list[dict[str, Any]]:
    """The doors between the queues that are theirs."""
    scopes = [MINE, DEPARTMENT, *([EVERY] if reach.oversees_petitions(user) else [])]
    return [
        {"title": TITLES[scope], "url": reverse(f"petition_cases_{scope}"), "here": scope == here} for scope in scopes
    ]


def bulk_acts(user: Any) -> list[tuple[str, Any]]:
    """What can be done with several at once."""
    overseer = reach.oversees_petitions(user)
    return [(name, act.label) for name, act in BULK.items() if overseer or not act.overseers]


def _cases(scope: str, user: Any) -> QuerySet[Case]:
    found = {MINE: reach.own_cases, DEPARTMENT: reach.department_cases, EVERY: reach.every_case}
    return found[scope](user)


def _chunks(queryset: QuerySet[Case], size: int = 1000) -> Iterator[list[Case]]:
    """A large list, so many rows at a time; each from where the last ended."""
    chunk: list[Case] = []
    for case in queryset.iterator(chunk_size=size):
        chunk.append(case)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _row(case: Case, left: str) -> dict[str, Any]:
    return {
        "number": shown(case.number),
        "subject": case.subject,
        "kind": case.get_kind_display(),
        "channel": case.get_channel_display(),
        "language": case.language_name,
        "state": case.get_state_display(),
        "department": case.department.name,
        "officer": str(case.officer) if case.officer else "",
        "arrived": _local(case.arrived_at),
        "due": due_words(case),
        "left": left,
    }


def due_words(case: Case) -> str:
    """The due day, or the due time where hours are counted."""
    if case.due_at is not None:
        return _local(case.due_at)
    return case.due_on.isoformat() if case.due_on else _("not yet")


def _local(moment: dt.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
