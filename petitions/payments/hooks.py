"""The desk of fees in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from petitions.desk.cases.menu import REGISTER
from petitions.payments import desk, desk_import


class _FeesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return desk.sees_fees(request.user)


@hooks.register(REGISTER)
def fees_item() -> MenuItem:
    """For those whose petitions owe something."""
    return _FeesItem(_("Fees"), reverse("petition_fees"), name="petition-fees", icon_name="form", order=60)


@hooks.register("register_admin_urls")
def fee_urls() -> list[Any]:
    """Who owes what, the bank's list, differences."""
    return [
        path("petitions/fees/", desk.fees, name="petition_fees"),
        path("petitions/fees/bank/", desk_import.bank, name="petition_bank"),
        path("petitions/fees/export/", desk_import.export, name="petition_payments_export"),
        path("petitions/fees/differences/", desk.differences, name="petition_differences"),
        path("petitions/fees/differences/<int:pk>/", desk.difference, name="petition_difference"),
        path("petitions/fees/<int:pk>/", desk.confirm, name="petition_fee_confirm"),
    ]
