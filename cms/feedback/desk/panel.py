"""What readers wait for, on the first page of the desk."""

from typing import Any

from wagtail.admin.ui.components import Component

from cms.feedback.desk.views import rows_waiting


class WaitingOpinionsPanel(Component):
    """Opinions that wait for the departments of this person; nothing where none does."""

    name = "waiting_opinions"
    template_name = "feedback/desk/panel.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": rows_waiting(parent_context["request"].user)}
