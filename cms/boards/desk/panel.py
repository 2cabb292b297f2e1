"""Posts that wait for an answer, on the first page of the desk."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from cms.boards.desk.listing import WAITING, first_of, rows_of
from cms.boards.desk.reach import answers_posts

MOST = 5


class WaitingPostsPanel(Component):
    """What is due first of those of one's departments; nothing where none waits."""

    name = "waiting_posts"
    template_name = "boards/desk/panel.html"
    order = 46

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not answers_posts(user):
            return {"posts": []}
        return {"posts": first_of(rows_of(user, WAITING), MOST)}
