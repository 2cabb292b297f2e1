"""Signs up what this room adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.contact.desk.letter import letter
from cms.contact.desk.panel import WaitingLettersPanel
from cms.contact.desk.reach import reads_letters
from cms.contact.desk.register import ICON, TITLE, LettersView
from cms.contact.models import ForeignOffice


class OfficePolicy(ModelPermissionPolicy):
    """An office comes and goes with its language; only who it is can be changed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ForeignOfficeViewSet(SnippetViewSet):
    """Who runs the homepage of each language."""

    model = ForeignOffice
    icon = "group"
    menu_label = _("Offices of foreign homepages")
    menu_order = 510
    add_to_settings_menu = True
    list_display = ["__str__", "department", "mailbox", "accepts", "answer_days", "keep_days"]
    search_backend_name = None


register_permission_policy(ForeignOffice, OfficePolicy(ForeignOffice))
register_snippet(ForeignOfficeViewSet)


class _ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reads_letters(request.user)


@hooks.register("register_reports_menu_item")
def letters_item() -> MenuItem:
    """For those who answer letters."""
    return _ReadersItem(TITLE, reverse("contact_register"), name="foreign-letters", icon_name=ICON, order=112)


@hooks.register("register_admin_urls")
def letters_urls() -> list[Any]:
    """The list, its results as Wagtail fetches them after a filter, and a letter each."""
    return [
        path("reports/letters/", LettersView.as_view(), name="contact_register"),
        path("reports/letters/results/", LettersView.as_view(results_only=True), name="contact_register_results"),
        path("reports/letters/<int:pk>/", letter, name="contact_letter_desk"),
    ]


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """On the first page of the desk."""
    panels.append(WaitingLettersPanel())
