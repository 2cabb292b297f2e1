"""On the desk's first page: my translations, the first few."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.translating.desk.mine import mine, reviews, rows, waiting

ROWS = 5


class MyTranslationsPanel(Component):
    """Nothing is shown to whom nothing waits for."""

    name = "my_translations"
    template_name = "translating/desk/panel.html"
    order = 6

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"rows": rows(list(mine(user)[:ROWS]), user), "reviews": waiting(list(reviews(user)[:ROWS]))}


def show_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels."""
    panels.append(MyTranslationsPanel())
