"""Letters that wait, on the first page of the desk."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from cms.contact.desk.register import waiting_for

MOST = 5


class WaitingLettersPanel(Component):
    """Those that wait for the departments of this person; nothing where none does."""

    name = "waiting_letters"
    template_name = "contact/desk/panel.html"
    order = 45

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"letters": waiting_for(parent_context["request"].user)[:MOST]}
