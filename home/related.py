"""Related sites in the footer: edited on the front page, shown on every page of its language."""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.menu import KEEP_SECONDS, home_page
from home.models import HomePage


def related_sites(request: HttpRequest) -> list[dict[str, Any]]:
    """One group with the sites of the front page; nothing where none are named. Kept until a front page changes."""
    key = _key(get_language() or "ko")
    links = cache.get(key)
    if links is None:
        links = _links(request)
        cache.set(key, links, KEEP_SECONDS)
    return [{"title": _("Related sites"), "links": links}] if links else []


def connect() -> None:
    """Forget what is kept when a front page changes."""
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=HomePage, dispatch_uid="home.related")


def _links(request: HttpRequest) -> list[dict[str, str]]:
    root = home_page(request)
    found = root if isinstance(root, HomePage) or root is None else HomePage.objects.filter(pk=root.pk).first()
    sites = found.related_sites if found else []
    return [{"title": child.value["title"], "url": child.value["url"]} for child in sites]


def _forget(instance: HomePage, **kwargs: Any) -> None:
    key = _key(instance.locale.language_code)
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


def _key(language: str) -> str:
    return f"home:related:{language}"
