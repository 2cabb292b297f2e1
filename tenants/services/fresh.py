"""Migrations of a database in which nothing stands yet: the platform's schema and the template at once.

Each takes a minute of Python and asks PostgreSQL little, so the template is built by a process of its own. Where
something stands already they follow one another: what a municipality's migration reads of the platform is there then.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from cms.settings.environment import database_url
from tenants.context import platform
from tenants.platform import SCHEMA
from tenants.services import template
from tenants.services.extensions import ensure_extensions
from tenants.services.migrate import migrate_schema


def migrate_platform(report: Callable[[str], None] = lambda line: None) -> None:
    """Bring the platform's schema and the template up to date."""
    with platform():
        ensure_extensions()
    if _is_fresh() and (os.cpu_count() or 1) > 1:
        with _template_beside():
            migrate_schema(SCHEMA)
    else:
        migrate_schema(SCHEMA)
    template.ensure(report)


def _is_fresh() -> bool:
    with platform(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.django_migrations') IS NULL")
        return bool(cursor.fetchone()[0])


@contextmanager
def _template_beside() -> Iterator[None]:
    """Whether it succeeded is seen by whoever asks for the template afterwards, and builds it where it did not."""
    command = [sys.executable, "manage.py", "migrate_tenants", "--template"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "DATABASE_URL": database_url(connection.settings_dict),
    }
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
            process.wait()
        finally:
            process.terminate()
