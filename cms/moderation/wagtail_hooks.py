"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.moderation.desk.menu import desk_item
from cms.moderation.desk.panel import WaitingMattersPanel
from cms.moderation.desk.urls import addresses
from cms.moderation.viewsets import VIEWSETS


@hooks.register("register_admin_viewset")
def settings_of_moderation() -> list[Any]:
    """Who decides, canned reasons, the register's form."""
    return [each() for each in VIEWSETS]


@hooks.register("register_admin_urls")
def moderation_urls() -> list[Any]:
    """The queue, matters, the register."""
    return addresses()


@hooks.register("register_admin_menu_item")
def moderation_item() -> MenuItem:
    """For those who moderate."""
    return desk_item()


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """What waits, on the first page of the desk."""
    panels.append(WaitingMattersPanel())
