"""Where the glossary stands in the desk's menus."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from cms.glossary import rights
from cms.glossary.desk.viewset import ICON, TITLE


class _WritersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(rights.languages_of(request.user))


class _ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights.may_see(request.user) and not rights.languages_of(request.user)


def writers_item() -> MenuItem:
    """Beside the translations, for who writes terms."""
    return _WritersItem(TITLE, reverse("glossary:index"), name="glossary", icon_name=ICON, order=151)


def readers_item() -> MenuItem:
    """Among the reports, for everybody else on the staff."""
    return _ReadersItem(TITLE, reverse("glossary:index"), name="glossary-read", icon_name=ICON, order=62)
