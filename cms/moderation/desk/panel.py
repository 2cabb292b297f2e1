"""What waits for moderators and deciders, on the first page of the desk."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from cms.moderation import rights
from cms.moderation.desk.queue import tab_doors


class WaitingMattersPanel(Component):
    """How many wait behind each tab that holds any; nothing for those without boards."""

    name = "waiting_matters"
    template_name = "moderation/desk/panel.html"
    order = 45

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not rights.moderates(user):
            return {}
        doors = [door for door in tab_doors(user, "") if door["count"]]
        return {"tabs": doors[1:] or doors, "all": doors[0]["url"]} if doors else {}
