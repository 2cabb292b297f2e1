"""The cases of a queue, in the order in which they are due. Nothing personal is read, so nothing is opened."""

from __future__ import annotations

from django.db.models import F, QuerySet

from petitions.models import Case

_COLUMNS = (
    "number",
    "channel",
    "kind",
    "state",
    "language",
    "version",
    "period_amount",
    "period_unit",
    "arrived_at",
    "received_at",
    "clock_from",
    "due_on",
    "due_at",
    "closed_at",
    "erased_at",
    "merged_into",
    "service__name",
    "department__name",
    "department__name_en",
    "officer__username",
    "officer__display_name",
)


def listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With what a list shows, in one query."""
    return cases.select_related("service", "department", "officer").only(*_COLUMNS)


def by_time_left(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The first to be due on top; those whose period does not run yet at the end, the oldest first."""
    return cases.order_by(F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")
