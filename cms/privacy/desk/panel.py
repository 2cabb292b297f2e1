"""Months of the access log that wait for their review, on the first page of the desk."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.departments.reach import oversees
from cms.privacy.access.reviewing import waiting


class WaitingReviewsPanel(Component):
    """For those who review; nothing where none waits."""

    name = "access_reviews"
    template_name = "privacy/desk/panel.html"
    order = 48

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"months": waiting(timezone.localdate()) if oversees(user) else []}
