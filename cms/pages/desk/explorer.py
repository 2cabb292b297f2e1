"""Wagtail's own page explorer with what stewardship asks: department, next check and state, as columns and filters."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.departments.models import Department
from cms.pages.desk.rows import complete
from cms.pages.desk.versions import EarlierVersion, VersionsCompared
from cms.pages.models import PageRecord, RecordState
from cms.pages.stewards import stewarded_by

DUE = [("week", _("within 7 days")), ("month", _("within 30 days")), ("past", _("already past"))]
RECORD = ("record__department", "record__owner")


class DueColumn(Column):
    """The day of the next check with its state in words; nothing for a page that citizens do not see."""

    cell_template_name = "pages/desk/due_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["record"] = record_of(instance)
        return context


def record_of(page: Page) -> PageRecord | None:
    """The record of a page; the root has none."""
    return getattr(page, "record", None)


def _department(page: Page) -> str:
    record = record_of(page)
    return record.department.name if record else ""


def stewardship_columns() -> list[Column]:
    """Department and next check."""
    return [
        Column(
            "department",
            label=_("Department"),
            accessor=_department,
            sort_key="record__department__sort_order",
            classname="desk-wide",
        ),
        DueColumn("due_on", label=_("Next check"), sort_key="record__due_on"),
    ]


class DueFilter(django_filters.ChoiceFilter):
    """Pages by how near their next check is."""

    def filter(self, qs: QuerySet, value: str | None) -> QuerySet:
        today = timezone.localdate()
        if value == "past":
            return qs.filter(record__due_on__lt=today)
        if value in ("week", "month"):
            last = today + dt.timedelta(days=7 if value == "week" else 30)
            return qs.filter(record__due_on__range=(today, last))
        return qs


class OwnerFilter(django_filters.ModelMultipleChoiceFilter):
    """Pages by the person in charge or their deputy."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs.filter(Q(record__owner__in=value) | Q(record__deputy__in=value)) if value else qs


def _keepers(request: Any) -> QuerySet:
    mine = PageRecord.objects.filter(stewarded_by(request.user))
    kept = Q(pk__in=mine.values("owner")) | Q(pk__in=mine.values("deputy"))
    return get_user_model().objects.filter(kept).order_by("display_name", "username")


class StewardshipFilterSet(GenericPageFilterSet):
    """Wagtail's filters, and ours before them."""

    department = django_filters.ModelMultipleChoiceFilter(
        field_name="record__department",
        label=_("Department"),
        queryset=Department.objects.all(),
        widget=CheckboxSelectMultiple,
    )
    freshness = django_filters.MultipleChoiceFilter(
        field_name="record__state", label=_("Freshness"), choices=RecordState.choices, widget=CheckboxSelectMultiple
    )
    due = DueFilter(label=_("Next check"), choices=DUE, empty_label=_("Any"), widget=RadioSelect)
    keeper = OwnerFilter(label=_("Person in charge or deputy"), queryset=_keepers, widget=CheckboxSelectMultiple)

    class Meta(GenericPageFilterSet.Meta):
        pass


class StewardshipExplorer(ExplorableIndexView):
    """The explorer: kind of page gives way to department and next check (it stays a filter)."""

    base_filterset_class = StewardshipFilterSet
    base_columns = [
        *(column for column in PageListingMixin.base_columns if column.name in ("bulk_actions", "title", "parent")),
        *stewardship_columns(),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
            classname="desk-wide",
        ),
        *(column for column in PageListingMixin.base_columns if column.name == "status"),
    ]

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """With records, departments and people, in the queries that fetch the pages."""
        return super().annotate_queryset(pages).select_related(*RECORD, for_specific_subqueries=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the rows ask for besides, fetched together."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        complete(context["object_list"], self.request.user)
        return context


class StewardshipPages(PageViewSet):
    """For every page type; registered after Wagtail's own, which it replaces."""

    model = Page
    index_view_class = StewardshipExplorer
    revisions_view_class = EarlierVersion
    revisions_compare_view_class = VersionsCompared
    filterset_class = StewardshipFilterSet
