"""Entries of the desk's menus."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.languages.desk.readers import may_see
from cms.translating.desk import dashboard
from cms.translating.models import Assignment
from cms.translating.rights import is_outside


class _SeersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


class _TranslatorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        reach = reach_of(request.user)
        translates = bool(reach.locales) and not is_outside(reach)
        reviews = is_homepage_manager(request.user) or bool(reach.led)
        return translates or reviews or Assignment.objects.open().filter(person=request.user).exists()


def my_translations_item() -> MenuItem:
    """For translators, on the staff and outside, and for who reviews."""
    return _TranslatorsItem(
        _("My translations"), reverse("translating_mine"), name="my-translations", icon_name=dashboard.ICON, order=150
    )


def dashboard_item() -> MenuItem:
    """For departments, translators and who oversees all."""
    address = reverse("languages_report")
    return _SeersItem(dashboard.TITLE, address, name="translations", icon_name=dashboard.ICON, order=60)


def without_localize(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook construct_reports_menu: wagtail-localize's report of the same name calls up to date what it has not looked
    at since the original changed. It stays at its address.
    """
    address = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != address]
