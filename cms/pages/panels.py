"""The first page of the desk: what awaits me, what became of what I submitted, what of my department's is due.

Wagtail's own panels ask the database anew for every row; these ask once each, however long the list.
"""

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from cms.departments.models import DepartmentApproval
from cms.departments.reach import reach_of
from cms.pages.models import PageRecord, RecordState
from cms.pages.stewards import stewarded_by

ROWS = 10


class AwaitingMePanel(Component):
    """Submitted versions that wait for this person's decision, oldest first."""

    name = "awaiting_me"
    template_name = "pages/desk/awaiting_me.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        waiting = list(waiting_for(request.user))
        return {"request": request, "rows": with_pages(waiting[:ROWS]), "more": max(len(waiting) - ROWS, 0)}


class MySubmissionsPanel(Component):
    """What this person submitted and where it stands."""

    name = "my_submissions"
    template_name = "pages/desk/my_submissions.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        return {"request": request, "rows": with_pages(list(submitted_by(request.user)))}


class DuePagesPanel(Component):
    """My department's pages that are due or overdue, the most pressing first; confirmed from here with one click."""

    name = "due_pages"
    template_name = "pages/desk/due_pages.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        records = list(due_for(request.user)[:ROWS])
        return {
            "request": request,
            "records": records,
            "counts": records[0] if records else None,
            "more": max(records[0].due - ROWS, 0) if records else 0,
            "shown": bool(reach_of(request.user).departments) or bool(records),
        }


def waiting_for(user: Any) -> QuerySet[DepartmentApproval]:
    """What this person decides on, oldest first."""
    states = DepartmentApproval.objects.awaiting(user).order_by("started_at")
    return states.select_related("workflow_state__requested_by", "department")


def submitted_by(user: Any) -> QuerySet[DepartmentApproval]:
    """The latest decisions on, and the waiting versions of, what this person submitted."""
    states = DepartmentApproval.objects.filter(workflow_state__requested_by=user)
    latest = states.filter(workflow_state__current_task_state=F("taskstate_ptr")).exclude(
        status=TaskState.STATUS_CANCELLED
    )
    return latest.select_related("workflow_state", "department__head", "finished_by").order_by("-started_at")[:ROWS]


def with_pages(states: list[DepartmentApproval]) -> list[dict[str, Any]]:
    """The states with their pages, pages fetched together."""
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in states])
    rows = [{"state": state, "page": pages.get(int(state.workflow_state.object_id))} for state in states]
    return [row for row in rows if row["page"]]


def due_for(user: Any) -> QuerySet:
    """The pressing records of one's departments (for homepage management, all that are overdue).

    Each says of all of them how many are ``due``, ``overdue`` and ``mine``: one query for the list and its counts.
    """
    records = PageRecord.objects.pressing().filter(stewarded_by(user))
    if not reach_of(user).departments:
        records = records.filter(state=RecordState.OVERDUE)
    return records.select_related("page", "department", "owner").annotate(
        due=Window(Count("pk")),
        overdue=Window(Count("pk", filter=Q(state=RecordState.OVERDUE))),
        mine=Window(Count("pk", filter=Q(owner=user) | Q(deputy=user))),
    )


def show_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels: ours in place of Wagtail's that say the same or little."""
    replaced = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages"}
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in replaced]
    panels += [AwaitingMePanel(), MySubmissionsPanel(), DuePagesPanel()]


def without_counts(request: HttpRequest, items: list[Component]) -> None:
    """Hook construct_homepage_summary_items: how many pictures there are helps nobody and costs six queries."""
    items.clear()
