"""One's own petitions that are due, on the first page of the desk."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from petitions import clock
from petitions.at_hand import at_hand
from petitions.desk.cases import reach
from petitions.desk.cases.listing import by_time_left, listed
from petitions.desk.cases.standing import standings
from petitions.watching.overdue import is_open

MOST = 5


class DuePetitionsPanel(Component):
    """The first to be due, and how many of the department nobody has taken; nothing for those without petitions."""

    name = "due_petitions"
    template_name = "petitions/desk/cases/panel.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not reach.works_on_petitions(user):
            return {}
        found = at_hand(user)
        mine = by_time_left(listed(reach.own_cases(user).filter(is_open())))[:MOST] if found.has_open else ()
        rows = standings(list(mine), timezone.now(), clock.calendar()) if mine else []
        return {"rows": rows, "waiting": found.untaken}
