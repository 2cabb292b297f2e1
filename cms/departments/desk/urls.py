"""Addresses below /admin/, and entries of the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.departments.desk import reorganisations, transfers
from cms.departments.reach import oversees

urlpatterns: list[URLPattern] = [
    path("reorganisations/", reorganisations.index, name="departments_reorganisations"),
    path("reorganisations/new/", reorganisations.edit, name="departments_reorganisation_new"),
    path("reorganisations/<int:pk>/", reorganisations.show, name="departments_reorganisation"),
    path("reorganisations/<int:pk>/edit/", reorganisations.edit, name="departments_reorganisation_edit"),
    path("reorganisations/<int:pk>/act/", reorganisations.act, name="departments_reorganisation_act"),
    path(
        "reorganisations/<int:pk>/assign/<str:code>/", reorganisations.assign, name="departments_reorganisation_assign"
    ),
    path("transfers/", transfers.transfers, name="departments_transfers"),
    path("transfers/<int:pk>/", transfers.take_over, name="departments_take_over"),
    path("departments/history/", transfers.history, name="departments_history"),
]


class OverseersMenuItem(MenuItem):
    """For homepage management and system operation."""

    def is_shown(self, request: HttpRequest) -> bool:
        return oversees(request.user)


class TransfersMenuItem(MenuItem):
    """For them and for heads of departments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return transfers.may_open(request.user)


def menu_items() -> list[MenuItem]:
    """After departments and contractors."""
    return [
        OverseersMenuItem(
            _("Reorganisations"),
            reverse_lazy("departments_reorganisations"),
            name="reorganisations",
            icon_name="group",
            order=40,
        ),
        TransfersMenuItem(
            _("Transfer list"), reverse_lazy("departments_transfers"), name="transfers", icon_name="redirect", order=50
        ),
    ]
