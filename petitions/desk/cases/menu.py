"""The petitions in the desk's menu, with how many of one's own are due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from petitions.at_hand import at_hand
from petitions.desk.cases import reach
from petitions.desk.cases.counter import TITLE as COUNTER
from petitions.desk.cases.queue import ICON, TITLES
from petitions.desk.cases.statistics import TITLE as STATISTICS
from petitions.desk.cases.watching import TITLE as CHECK

REGISTER = "register_petition_desk_menu_item"


class _StaffItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reach.works_on_petitions(request.user)


class _OverseersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reach.works_on_petitions(request.user) and reach.oversees_petitions(request.user)


class _MineItem(_StaffItem):
    """Says how many are due today or overdue."""

    def render_component(self, request: HttpRequest) -> Any:
        number = due_now(request.user)
        label = _("My petitions (%(number)d due)") % {"number": number} if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


def due_now(user: Any) -> int:
    """How many of this person's cases are due today or were before."""
    return at_hand(user).due


def desk_item() -> MenuItem:
    """A menu of its own: other parts of the window add theirs by the hook ``REGISTER``."""
    items = [
        _MineItem(TITLES["mine"], reverse("petition_cases_mine"), name="my-petitions", icon_name=ICON, order=10),
        _StaffItem(
            TITLES["department"],
            reverse("petition_cases_department"),
            name="department-petitions",
            icon_name="group",
            order=20,
        ),
        _OverseersItem(TITLES["all"], reverse("petition_cases_all"), name="all-petitions", icon_name="site", order=30),
        _StaffItem(COUNTER, reverse("petition_counter"), name="petition-counter", icon_name="edit", order=40),
        _StaffItem(STATISTICS, reverse("petition_statistics"), name="petition-statistics", icon_name="table", order=80),
        _OverseersItem(CHECK, reverse("petition_monthly_check"), name="petition-check", icon_name="tasks", order=90),
    ]
    menu = Menu(items=items, register_hook_name=REGISTER)
    return SubmenuMenuItem(gettext_lazy("Petition desk"), menu, name="petition-desk", icon_name=ICON, order=110)
