"""What must hold for tenants to stay apart; ``manage.py check`` says when it does not."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import storages
from django.db import connection
from django_tenants.files.storage import TenantFileSystemStorage

KEY_FUNCTION = "django_tenants.cache.make_key"


@register
def no_psycopg_3(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Django prefers psycopg 3 wherever it is installed, and nothing here was tried on it."""
    if find_spec("psycopg") is None:
        return []
    return [
        Error(
            "psycopg (version 3) is installed, and Django would use it instead of psycopg2.",
            hint="pip uninstall psycopg psycopg-binary psycopg-pool, and find out which requirement brought it in.",
            id="tenants.E001",
        )
    ]


@register
def caches_are_keyed_by_tenant(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """One alias without the key function shows one municipality's pages to another's readers."""
    return [
        Error(
            f'The cache "{alias}" is shared between tenants.',
            hint=f'Set KEY_FUNCTION to "{KEY_FUNCTION}", as settings.TENANT_CACHE_KEYS does.',
            id="tenants.E002",
        )
        for alias, options in settings.CACHES.items()
        if options.get("KEY_FUNCTION") != KEY_FUNCTION
    ]


@register
def files_are_kept_by_tenant(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Two municipalities' ``logo.png`` are two files."""
    if isinstance(storages["default"], TenantFileSystemStorage):
        return []
    return [Error("Uploaded files of all tenants share one folder.", id="tenants.E003")]


@register
def the_database_is_ours(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """django-tenants' own backend puts public on a tenant's path and fails open."""
    from tenants.backend.base import DatabaseWrapper

    if isinstance(connection._connections[connection._alias], DatabaseWrapper):
        return []
    return [Error('DATABASES["default"]["ENGINE"] must be "tenants.backend".', id="tenants.E004")]
