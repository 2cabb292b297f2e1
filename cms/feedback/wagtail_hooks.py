"""Signs up what this room adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.feedback.desk.panel import WaitingOpinionsPanel
from cms.feedback.desk.views import ICON, TITLE, RegisterView, answer, waiting_on
from cms.feedback.models import Gathering


class GatheringViewSet(SnippetViewSet):
    """When readers were asked for their opinion, and what came of it."""

    model = Gathering
    icon = "group"
    menu_label = _("Gatherings of opinions")
    menu_order = 500
    add_to_admin_menu = True
    list_display = ["title", "method", "held_on", "participants", "department"]
    list_filter = ["method"]
    search_fields = ["title"]
    search_backend_name = None
    inspect_view_enabled = True


register_snippet(GatheringViewSet)


@hooks.register("register_reports_menu_item")
def register_item() -> MenuItem:
    """Among the reports; everybody sees their own departments'."""
    return MenuItem(TITLE, reverse("feedback_register"), name="feedback-register", icon_name=ICON, order=110)


@hooks.register("register_admin_urls")
def register_urls() -> list:
    """The register, its results as Wagtail fetches them after a filter, and an opinion each."""
    results = RegisterView.as_view(results_only=True)
    return [
        path("reports/improvements/", RegisterView.as_view(), name="feedback_register"),
        path("reports/improvements/results/", results, name="feedback_register_results"),
        path("reports/improvements/<int:pk>/", answer, name="feedback_answer"),
    ]


@hooks.register("register_page_header_buttons")
def opinions_of_the_page(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Beside the page: what its readers say, and how much of it waits."""
    if view_name != "edit" or not page.pk:
        return
    waiting = waiting_on(page, user)
    label = gettext("Readers' opinions (%(number)d)") % {"number": waiting} if waiting else gettext("Readers' opinions")
    yield Button(label, f"{reverse('feedback_register')}?page={page.pk}", icon_name=ICON, priority=45)


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """On the first page of the desk."""
    panels.append(WaitingOpinionsPanel())
