"""Related sites in the footer: edited on the front page, shown on every page of its language."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.menu import home_page
from home.models import HomePage


def related_sites(request: HttpRequest) -> list[dict[str, Any]]:
    """One group with the sites of the front page; nothing where none are named. One query."""
    root = home_page(request)
    if root is None:
        return []
    found = HomePage.objects.filter(pk=root.pk).values_list("related_sites", flat=True).first()
    links = [{"title": child.value["title"], "url": child.value["url"]} for child in found or []]
    return [{"title": _("Related sites"), "links": links}] if links else []
