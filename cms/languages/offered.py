"""Which languages a municipality offers: those of its contract for which it keeps a Locale."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale

_KEY = "languages.kept"
# Another process's change is seen after this many seconds; the own one at once.
_SECONDS = 60

# What a Korean reader calls each language, beside the language's own name.
NAMES_KO = {
    "ko": "한국어",
    "en": "영어",
    "zh-hans": "중국어(간체)",
    "zh-hant": "중국어(번체)",
    "ja": "일본어",
    "vi": "베트남어",
}


def offered_languages(tenant: Any) -> tuple[str, ...]:
    """Codes in the order of the settings. Reads the connection's own schema, which is that of ``tenant``."""
    kept = cache.get(_KEY)
    if kept is None:
        kept = list(Locale.objects.values_list("language_code", flat=True))
        cache.set(_KEY, kept, _SECONDS)
    return tuple(code for code in contracted_languages(tenant) if code in kept)


def contracted_languages(tenant: Any) -> tuple[str, ...]:
    """What the contract allows, in the order of the settings."""
    return tuple(code for code, _name in settings.LANGUAGES if code in tenant.languages)


def connect() -> None:
    """Forget what is kept when a Locale comes or goes."""
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=Locale, dispatch_uid="languages.kept")


def _forget(**kwargs: Any) -> None:
    cache.delete(_KEY)
