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
    """Narrow the manager; called once when the applications are ready.

    Foreign keys do not ask it, and versions of pages, which ask the default manager, are given the whole one: else a
    draft in a language that was withdrawn could not be opened.
    """
    LocaleManager.get_queryset = _offered
    Locale._meta.default_manager_name = "all_objects"
    Locale._meta.__dict__.pop("default_manager", None)


def _offered(manager: LocaleManager) -> models.QuerySet[Locale]:
    found = models.Manager.get_queryset(manager)
    here: Any = connection.tenant
    if is_platform(here) or not hasattr(here, "languages"):
        return found
    return found.filter(language_code__in=contracted_languages(here))
