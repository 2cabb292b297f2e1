"""Signs up transfers at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from petitions.desk.cases import reach
from petitions.desk.cases.menu import REGISTER
from petitions.transfer.desk import TITLE, letter, transfer_act, transfers


class _Item(MenuItem):
    """For those who work on petitions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return reach.works_on_petitions(request.user)


@hooks.register(REGISTER)
def transfers_item() -> MenuItem:
    """Below the queues."""
    return _Item(TITLE, reverse("petition_transfers"), name="petition-transfers", icon_name="redirect", order=50)


@hooks.register("register_admin_urls")
def transfer_urls() -> list[Any]:
    """The list, its acts, and a letter each."""
    return [
        path("petitions/transfers/", transfers, name="petition_transfers"),
        path("petitions/transfers/<int:pk>/", transfer_act, name="petition_transfer_act"),
        path("petitions/transfers/letter/<int:pk>/", letter, name="petition_transfer_letter"),
    ]
