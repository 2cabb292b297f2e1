"""What this room adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from petitions.desk.cases.menu import REGISTER
from petitions.desk.cases.reach import works_on_petitions
from petitions.notices.desk import ICON, TITLE, NoticesView, words


class _StaffItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_petitions(request.user)


@hooks.register(REGISTER)
def notices_item() -> MenuItem:
    """Beside the queues."""
    return _StaffItem(TITLE, reverse("petition_notices"), name="petition-notices", icon_name=ICON, order=60)


@hooks.register("register_admin_urls")
def notice_urls() -> list[Any]:
    """The list, its results as Wagtail fetches them after a filter, and the words of each."""
    return [
        path("petitions/notices/", NoticesView.as_view(), name="petition_notices"),
        path("petitions/notices/results/", NoticesView.as_view(results_only=True), name="petition_notices_results"),
        path("petitions/notices/<int:pk>/", words, name="petition_notice"),
    ]
