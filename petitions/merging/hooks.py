"""Signs up merging at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from petitions.desk.cases import reach
from petitions.desk.cases.menu import REGISTER
from petitions.merging.desk import TITLE, merge_screen
from petitions.merging.naming import representatives_screen


class _Item(MenuItem):
    """For those who work on petitions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return reach.works_on_petitions(request.user)


@hooks.register(REGISTER)
def merge_item() -> MenuItem:
    """Below the queues."""
    return _Item(TITLE, reverse("petition_merge"), name="merge-petitions", icon_name="copy", order=55)


@hooks.register("register_admin_urls")
def merge_urls() -> list[Any]:
    """The form, and the representatives of a case."""
    return [
        path("petitions/merge/", merge_screen, name="petition_merge"),
        path("petitions/representatives/<int:pk>/", representatives_screen, name="petition_representatives"),
    ]
