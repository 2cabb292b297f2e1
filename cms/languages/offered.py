"""Which languages a municipality offers: those of its contract for which it keeps a Locale."""

from typing import Any

from django.conf import settings

from cms.languages.upstream.locale_lookup import kept_locales

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
    kept = kept_locales()
    return tuple(code for code in contracted_languages(tenant) if code in kept)


def contracted_languages(tenant: Any) -> tuple[str, ...]:
    """What the contract allows, in the order of the settings."""
    return tuple(code for code, _name in settings.LANGUAGES if code in tenant.languages)
