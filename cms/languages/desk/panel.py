"""On the desk's first page: translations of my department's pages that are behind, the most pressing first."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Window
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.departments.reach import oversees, reach_of
from cms.languages.desk.readers import may_see
from cms.languages.models import TranslatedPage

ROWS = 5


class BehindPanel(Component):
    """Nothing is shown where nothing is behind."""

    name = "translations_behind"
    template_name = "languages/desk/behind.html"
    order = 8

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = list(behind_for(parent_context["request"].user)[:ROWS])
        names, today = dict(settings.LANGUAGES), timezone.localdate()
        return {
            "rows": [{"row": row, "language": names[row.language], "overdue": row.is_overdue(today)} for row in rows],
            "more": rows[0].all_behind - len(rows) if rows else 0,
        }


def behind_for(user: Any) -> QuerySet:
    """A department's own, a translator's in their languages, all for who oversees all. One query with the count."""
    if not may_see(user):
        return TranslatedPage.objects.none()
    reach = reach_of(user)
    theirs = Q() if oversees(user) else Q(department_id__in=reach.departments) | Q(page__locale_id__in=reach.locales)
    rows = TranslatedPage.objects.filter(theirs, behind_since__isnull=False).select_related("source", "department")
    return rows.annotate(all_behind=Window(Count("pk"))).order_by("due_on", "pk")


def show_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels."""
    panels.append(BehindPanel())
