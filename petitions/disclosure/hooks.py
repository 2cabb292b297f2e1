"""Signs up the public side of cases at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from petitions.desk.cases import reach
from petitions.desk.cases.menu import REGISTER
from petitions.disclosure.desk import TITLE, public_list, public_screen
from petitions.disclosure.keeping import policy_now


class _Item(MenuItem):
    """For those who work on petitions, where the ordinance knows a list."""

    def is_shown(self, request: HttpRequest) -> bool:
        if not reach.works_on_petitions(request.user):
            return False
        policy = policy_now()
        return bool(policy and policy.disclosure.listing)


@hooks.register(REGISTER)
def public_item() -> MenuItem:
    """Below the queues."""
    return _Item(TITLE, reverse("petition_disclosures"), name="public-petitions", icon_name="globe", order=60)


@hooks.register("register_admin_urls")
def public_urls() -> list[Any]:
    """The list, and a case each."""
    return [
        path("petitions/public/", public_list, name="petition_disclosures"),
        path("petitions/public/<int:pk>/", public_screen, name="petition_disclosure"),
    ]
