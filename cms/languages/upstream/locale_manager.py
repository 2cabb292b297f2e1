"""Locales of languages that the municipality does not offer are there, but nobody is shown or given them.

Wagtail 8.0 says that ``Locale.objects`` leaves out languages that have been removed from the settings and
``all_objects`` does not; here each municipality has its own set, and pages of a language that was withdrawn keep their
Locale. Everything that offers a choice asks ``objects``: "translate to" of wagtail-localize, choosers, filters, the
list of locales. Deletable once Wagtail asks a function for the languages in use.
"""

from typing import Any

from django.db import connection, models
from wagtail.models import Locale
from wagtail.models.i18n import LocaleManager

from cms.languages.offered import contracted_languages
from tenants.platform import is_platform


def install() -> None:
    """Narrow the manager; called once when the applications are ready. Foreign keys do not ask it."""
    LocaleManager.get_queryset = _offered
    LocaleManager.get = _get


def _offered(manager: LocaleManager) -> models.QuerySet[Locale]:
    found = models.Manager.get_queryset(manager)
    here: Any = connection.tenant
    if is_platform(here) or not hasattr(here, "languages"):
        return found
    return found.filter(language_code__in=contracted_languages(here))


def _get(manager: LocaleManager, *args: Any, **asked: Any) -> Locale:
    """By its key a Locale is always found: versions of pages ask so, and a draft in a language that was withdrawn could
    not be opened else.
    """
    by_key = asked.keys() == {"id"} or asked.keys() == {"pk"}
    found = models.Manager.get_queryset(manager) if by_key else manager.get_queryset()
    locale: Locale = found.get(*args, **asked)
    return locale
