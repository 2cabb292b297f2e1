"""On the first page of the desk: that something waits for somebody to take it over."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.departments.desk.transfers import may_open
from cms.departments.leaving import transfer_list


class TransfersPanel(Component):
    """For heads and for those who oversee all departments; nothing while nothing waits."""

    name = "transfers"
    template_name = "departments/transfers_panel.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"count": transfer_list(user).count() if may_open(user) else 0}


def show_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels."""
    panels.append(TransfersPanel())
