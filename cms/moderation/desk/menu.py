"""Moderation in the desk's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cms.moderation import rights
from cms.moderation.desk import tabs
from cms.moderation.desk.blocks import TITLE as BLOCKS
from cms.moderation.desk.overview import TITLE as OVERVIEW
from cms.moderation.desk.queue import ICON, TITLE, name_of
from cms.moderation.desk.register import TITLE as REGISTER
from cms.moderation.viewsets import VIEWSETS

#: Other parts of the room add theirs by this hook.
HOOK = "register_moderation_menu_item"


class _ModeratorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights.moderates(request.user)


class _ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights.moderates(request.user) or rights.reads_register(request.user)


class _KeepersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights.keeps_boards(request.user)


def desk_item() -> MenuItem:
    """A menu of its own; what is set comes last."""
    items: list[Any] = [
        _ModeratorsItem(TITLE, reverse(name_of(tabs.ALL)), name="moderation-queue", icon_name=ICON, order=10),
        _ModeratorsItem(
            OVERVIEW, reverse("moderation_overview"), name="removed-last-month", icon_name="view", order=20
        ),
        _ReadersItem(REGISTER, reverse("moderation_register"), name="removals", icon_name="history", order=30),
        _ModeratorsItem(BLOCKS, reverse("moderation_blocks"), name="moderation-blocks", icon_name="lock", order=40),
        *map(_of_viewset, VIEWSETS),
    ]
    menu = Menu(items=items, register_hook_name=HOOK)
    return SubmenuMenuItem(_("Moderation of boards"), menu, name="moderation", icon_name=ICON, order=115)


def _of_viewset(each: Any) -> MenuItem:
    address = reverse(f"{each.name}:index")
    return _KeepersItem(each.menu_label, address, name=each.name, icon_name=each.icon, order=each.menu_order)
