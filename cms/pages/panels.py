"""The first page of the desk: what awaits me, what became of what I submitted, my department's pages.

Wagtail's own panels ask the database anew for every row; these ask once each, however long the list.
"""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from cms.departments.models import DepartmentApproval
from cms.departments.reach import reach_of

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


class DepartmentPagesPanel(Component):
    """The pages of this person's departments, those confirmed longest ago first."""

    name = "department_pages"
    template_name = "pages/desk/department_pages.html"
    order = 30

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        pages = pages_of(request)
        return {"request": request, "pages": pages[:ROWS], "shown": bool(reach_of(request.user).departments)}


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


def pages_of(request: HttpRequest) -> QuerySet[Page]:
    """Pages of one's departments: never confirmed first, then by age of the confirmation."""
    departments = reach_of(request.user).departments
    pages = Page.objects.filter(record__department_id__in=departments).select_related("record__department")
    return pages.order_by(F("record__confirmed_at").asc(nulls_first=True), "title")


def show_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels: ours in place of Wagtail's that say the same or little."""
    replaced = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages"}
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in replaced]
    panels += [AwaitingMePanel(), MySubmissionsPanel(), DepartmentPagesPanel()]


def without_counts(request: HttpRequest, items: list[Component]) -> None:
    """Hook construct_homepage_summary_items: how many pictures there are helps nobody and costs six queries."""
    items.clear()
