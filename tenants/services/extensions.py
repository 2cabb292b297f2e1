"""PostgreSQL's extensions in a schema of their own, which is on every search path.

Left to themselves they land in the first schema of the path, one tenant's, and are missing in all others.
"""

from typing import Any

from django.db import connection
from django.dispatch import receiver
from django_tenants.signals import schema_pre_migration

from tenants.platform import SCHEMA

EXTENSIONS_SCHEMA = "extensions"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")


def ensure_extensions() -> None:
    """Create the schema and what is in it; the database's owner may, all three are trusted extensions."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {EXTENSIONS_SCHEMA}")
        for name in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name} SCHEMA {EXTENSIONS_SCHEMA}")


@receiver(schema_pre_migration, dispatch_uid="tenants.extensions")
def before_migrations(schema_name: str, **kwargs: Any) -> None:
    """Extensions come before the platform's own tables, and so before every tenant's."""
    if schema_name == SCHEMA:
        ensure_extensions()
