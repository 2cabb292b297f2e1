"""The desk of the dialogue in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from petitions.desk.cases.menu import REGISTER
from petitions.dialogue import desk


class _OpinionsItem(MenuItem):
    """Says how many wait. One query, for those alone who read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return desk.reads_opinions(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        number = desk.waiting().count()
        label = gettext("Opinions (%(number)d wait)") % {"number": number} if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register(REGISTER)
def opinions_item() -> MenuItem:
    """For the mayor's office."""
    return _OpinionsItem(
        _("Opinions"), reverse("petition_opinions"), name="petition-opinions", icon_name="comment", order=50
    )


@hooks.register("register_admin_urls")
def opinion_urls() -> list[Any]:
    """The list, and an opinion each."""
    return [
        path("petitions/opinions/", desk.opinions, name="petition_opinions"),
        path("petitions/opinions/<int:pk>/", desk.opinion, name="petition_opinion"),
    ]
