"""Locales by their code without a query.

Wagtail 8.0 asks the database for the active locale once for every ``localized`` and every route, several times a page.
Deletable once ``Locale.get_active`` keeps it. Another process's change is seen after a minute, the own one at once.
"""

from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale
from wagtail.models.i18n import LocaleManager

_KEY = "languages.locales"
_SECONDS = 60


def install() -> None:
    """Replace the look-up by one that keeps the few rows; called once when the applications are ready."""
    LocaleManager.get_for_language = _get_for_language
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=Locale, dispatch_uid="languages.locales")


def kept_locales() -> dict[str, int]:
    """The municipality's locales: ids by language code. One query a minute."""
    kept = cache.get(_KEY)
    if kept is None:
        kept = {found: key for key, found in Locale.all_objects.values_list("pk", "language_code")}
        cache.set(_KEY, kept, _SECONDS)
    return kept


def _get_for_language(manager: Any, language_code: str) -> Locale:
    """:raises Locale.DoesNotExist: when the municipality keeps no such locale."""
    code = get_supported_content_language_variant(language_code)
    kept = kept_locales()
    if code not in kept:
        raise Locale.DoesNotExist(f"There is no locale {code}.")
    locale = Locale(pk=kept[code], language_code=code)
    locale._state.adding, locale._state.db = False, manager.db
    return locale


def _forget(**kwargs: Any) -> None:
    cache.delete(_KEY)
