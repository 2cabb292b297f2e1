"""Calendar of the desk: which pages are to be checked, which posting periods and contracts end, day by day."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.core.dates import weekday_names
from cms.core.typed import whole_number
from cms.departments.models import ContractorGrant, Department
from cms.departments.reach import oversees, reach_of
from cms.evaluation.desk.readers import ReadersOnly
from cms.evaluation.periods import DAY, Period
from cms.pages.models import PageRecord

TITLE = _("Calendar of due dates")
ICON = "calendar-alt"


@dataclass(frozen=True)
class Entry:
    """Something that falls on a day. ``kind``: "check", "posting" or "contract"."""

    day: dt.date
    kind: str
    title: str
    url: str
    department: str


@dataclass(frozen=True)
class Day:
    """A cell of the month; of another month it holds nothing."""

    day: dt.date
    inside: bool
    today: bool
    entries: tuple[Entry, ...]

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """How many of each kind."""
        kinds = [entry.kind for entry in self.entries]
        return [(kind, kinds.count(kind)) for kind in ("check", "posting", "contract") if kind in kinds]


class CalendarView(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One month; who oversees all departments sees all, staff their own and those below."""

    template_name = "evaluation/desk/calendar.html"
    page_title = TITLE
    header_icon = ICON

    @cached_property
    def departments(self) -> QuerySet[Department]:
        """Those to choose from."""
        everything = Q() if oversees(self.request.user) else Q(pk__in=reach_of(self.request.user).departments)
        return Department.objects.open().filter(everything)

    @cached_property
    def department(self) -> Department | None:
        """The chosen one; one that is not theirs to choose chooses nothing."""
        chosen = self.request.GET.get("department", "")
        return self.departments.filter(pk=whole_number(chosen)).first()

    @cached_property
    def month(self) -> Period:
        """The chosen month, else this one."""
        try:
            chosen = Period.parse(self.request.GET.get("month", ""))
        except ValueError:
            chosen = Period.month_of(timezone.localdate())
        return Period(chosen.year, chosen.month)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Its own name at the end."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the weeks and the days that hold something."""
        by_day: dict[dt.date, list[Entry]] = defaultdict(list)
        for entry in self._entries():
            by_day[entry.day].append(entry)
        weeks = _weeks(self.month, by_day)
        return super().get_context_data(
            weeks=weeks,
            weekdays=weekday_names(weeks[0][0].day),
            days=[day for week in weeks for day in week if day.entries],
            month=self.month,
            before=Period.month_of(self.month.first - DAY),
            after=self.month.next_month,
            departments=self.departments,
            department=self.department,
            kinds={
                "check": gettext("to check"),
                "posting": gettext("posting ends"),
                "contract": gettext("contract ends"),
            },
            **kwargs,
        )

    def _entries(self) -> list[Entry]:
        entries = [*self._pages("due_on", "check"), *self._pages("posted_until", "posting")]
        if oversees(self.request.user) and self.department is None:
            entries += self._contracts()
        return entries

    def _pages(self, field: str, kind: str) -> list[Entry]:
        """Public pages by their next check or the last day of their posting period."""
        chosen = [self.department] if self.department else self.departments
        span = {f"{field}__range": (self.month.first, self.month.last)}
        rows = PageRecord.objects.filter(department__in=chosen, page__live=True, **span)
        if kind == "check":
            rows = rows.exclude(state="")
        rows = rows.order_by(field, "department__sort_order", "page__title")
        return [
            Entry(day, kind, title, reverse("pages_freshness", args=[page]), department)
            for day, page, title, department in rows.values_list(field, "page_id", "page__title", "department__name")
        ]

    def _contracts(self) -> list[Entry]:
        """Contracts that end: all departments' matter."""
        rows = ContractorGrant.objects.filter(expires_on__range=(self.month.first, self.month.last))
        return [
            Entry(row.expires_on, "contract", f"{row.company} · {row.user}", "", row.contract_reference)
            for row in rows.filter(user__is_active=True).select_related("user").order_by("expires_on", "company")
        ]


def _weeks(month: Period, by_day: dict[dt.date, list[Entry]]) -> list[list[Day]]:
    """From Sunday to Saturday, as Korean calendars have it."""
    today = timezone.localdate()
    weeks = months.Calendar(firstweekday=6).monthdatescalendar(month.year, month.month)
    return [
        [Day(day, day.month == month.month, day == today, tuple(by_day.get(day, ()))) for day in week] for week in weeks
    ]
