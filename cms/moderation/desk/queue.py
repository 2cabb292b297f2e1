"""The queue (심의 대기열): what waits for whom, by tabs with their counts, what is due first on top."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.core.spreadsheets import Spreadsheet
from cms.moderation import rights
from cms.moderation.desk import tabs
from cms.moderation.desk.rows import Row, rows_of
from cms.moderation.models import Matter, MatterState
from cms.moderation.subjects import subjects
from cms.ordinance.calendar import Calendar
from cms.pages.working_days import calendar

ICON = "comment"
TITLE = _("Posts to look at")
TIMES = [("over", _("overdue")), ("today", _("due today"))]
COLUMNS = {
    "number": _("matter"),
    "kind": _("kind"),
    "board": _("board"),
    "title": _("post"),
    "state": _("state"),
    "reports": _("reports"),
    "earlier": _("earlier removals of the author"),
    "opened": _("day of opening"),
    "due": _("due"),
    "left": _("time left"),
}
_AT_ONCE = 500


class ModeratorsOnly:
    """Mixin for views: for those who moderate, or decide."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not rights.moderates(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class QueueFilters(WagtailFilterSet):
    """By board, kind, state and time. Nothing personal is a filter: it would stand in addresses and logs."""

    board = django_filters.ModelChoiceFilter(
        label=_("board"), queryset=lambda request: _boards(request), method="on_board"
    )
    kind = django_filters.ChoiceFilter(label=_("kind"), field_name="subject_kind", choices=lambda: _kinds())
    state = django_filters.ChoiceFilter(label=_("state"), choices=MatterState.choices)
    time = django_filters.ChoiceFilter(label=_("time left"), choices=TIMES, method="by_time")
    urgent = django_filters.BooleanFilter(label=_("urgent"))

    class Meta:
        model = Matter
        fields: list[str] = []

    def on_board(self, matters: QuerySet[Matter], _name: str, board: Page) -> QuerySet[Matter]:
        """Of one board."""
        return matters.filter(board_pk=board.pk)

    def by_time(self, matters: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        """Past its day, or due today."""
        today = timezone.localdate()
        return matters.filter(Q(due__lt=today) if value == "over" else Q(due=today))


def _boards(request: HttpRequest) -> QuerySet[Page]:
    theirs = rights.matters_of(request.user).order_by().values("board_pk")
    return Page.objects.filter(pk__in=theirs).order_by("title")


def _kinds() -> list[tuple[str, Any]]:
    return [(subject.kind, subject.label) for subject in subjects()]


class QueueView(ModeratorsOnly, Spreadsheet, ReportView):
    """One tab. The same number of queries, whatever it holds."""

    tab = tabs.ALL
    template_name = "moderation/desk/queue.html"
    results_template_name = "moderation/desk/queue_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 50
    model = Matter
    filterset_class = QueueFilters
    list_export = list(COLUMNS)
    export_headings = COLUMNS

    @property
    def index_url_name(self) -> str:
        return name_of(self.tab)

    @property
    def index_results_url_name(self) -> str:
        return f"{name_of(self.tab)}_results"

    @property
    def header_more_buttons(self) -> list[Any]:
        """The door to a post that nobody reported."""
        door = HeaderButton(gettext("Open a matter"), url=reverse("moderation_open"), icon_name="plus")
        return [*super().header_more_buttons, door]

    @cached_property
    def days(self) -> Calendar:
        """The calendar by which the desk counts."""
        return calendar()

    def get_base_queryset(self) -> QuerySet[Matter]:
        """What this person may open, of this tab."""
        found = tabs.listed(rights.matters_of(self.request.user)).filter(tabs.condition_of(self.tab))
        return found.order_by("-closed_at", "-pk") if self.tab == tabs.CLOSED else tabs.by_time_left(found)

    def get_filtered_queryset(self) -> QuerySet[Matter]:
        """Filtered once."""
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[Matter]) -> Any:
        """Each with what it is about; a spreadsheet gets them as it is written."""
        return object_list if self.is_export else rows_of(object_list, timezone.now(), self.days)

    def get_filename(self) -> str:
        """Named by tab and day."""
        return f"moderation-{self.tab}-{timezone.localdate().isoformat()}"

    def write_xlsx(self, queryset: QuerySet[Matter], output: Any) -> Any:
        """As Wagtail's, row by row."""
        return super().write_xlsx(self._rows(queryset), output)

    def stream_csv(self, queryset: QuerySet[Matter]) -> Iterator[bytes]:
        """As Wagtail's, row by row."""
        return super().stream_csv(self._rows(queryset))

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A row is made already."""
        return item

    def _rows(self, queryset: QuerySet[Matter]) -> Iterator[dict[str, Any]]:
        now = timezone.now()
        for chunk in _chunks(queryset):
            yield from (_as_line(row) for row in rows_of(chunk, now, self.days))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the other tabs with their counts."""
        context = super().get_context_data(*args, **kwargs)
        return context | {"tabs": tab_doors(self.request.user, self.tab), "bulk_url": reverse("moderation_bulk")}


def name_of(tab: str) -> str:
    """Of a tab's address."""
    return f"moderation_queue_{tab.replace('-', '_')}"


def tab_doors(user: Any, here: str) -> list[dict[str, Any]]:
    """The doors between the tabs, each with how many wait behind it. One query."""
    found = tabs.counts(rights.matters_of(user))
    labels = {tabs.ALL: _("Everything that waits"), **{key: tab.label for key, tab in tabs.TABS.items()}}
    doors = [
        {"label": label, "url": reverse(name_of(key)), "count": found[key], "here": key == here}
        for key, label in labels.items()
    ]
    closed = {
        "label": _("Closed matters"),
        "url": reverse(name_of(tabs.CLOSED)),
        "count": None,
        "here": here == tabs.CLOSED,
    }
    return [*doors, closed]


def _chunks(matters: QuerySet[Matter]) -> Iterator[list[Matter]]:
    chunk: list[Matter] = []
    for matter in matters.iterator(chunk_size=_AT_ONCE):
        chunk.append(matter)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _as_line(row: Row) -> dict[str, Any]:
    matter = row.matter
    return {
        "number": matter.pk,
        "kind": row.kind,
        "board": row.board,
        "title": row.title,
        "state": matter.get_state_display(),
        "reports": row.reports,
        "earlier": row.earlier,
        "opened": _local(matter.opened_at),
        "due": matter.due.isoformat() if matter.due else "",  # type: ignore[attr-defined]
        "left": row.standing.said,
    }


def _local(moment: dt.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
