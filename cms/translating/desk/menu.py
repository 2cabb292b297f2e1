"""Entries of the desk's menus."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from cms.languages.desk.readers import may_see
from cms.translating.desk import dashboard


class _SeersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


def dashboard_item() -> MenuItem:
    """For departments, translators and who oversees all."""
    address = reverse("languages_report")
    return _SeersItem(dashboard.TITLE, address, name="translations", icon_name=dashboard.ICON, order=60)
