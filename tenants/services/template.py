"""The template: a schema migrated like a tenant's, holding no content, from which tenants are made.

Its comment carries the fingerprint of the migrations that built it. When they change it is built anew: it holds
nothing that could be lost, and a fresh build is the one thing known to equal what migrations say.
"""

import hashlib
import inspect
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tenants.context import platform
from tenants.services.locks import session_lock
from tenants.services.migrate import migrate_schema

TEMPLATE = "zz_template_of_a_municipality"


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Every migration that the installed code knows, as (app, name)."""
    return frozenset(MigrationLoader(None).graph.nodes)


@cache
def fingerprint() -> str:
    """One word for the text of all known migrations: it changes when one is added, removed or rewritten."""
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for key in sorted(loader.graph.nodes):
        source = inspect.getsource(import_module(type(loader.graph.nodes[key]).__module__))
        digest.update(repr((key, source)).encode())
    return digest.hexdigest()[:32]


def ensure(report: Callable[[str], None] = lambda line: None) -> None:
    """Build the template unless the one that stands was built by today's migrations."""
    if is_current():
        return
    with session_lock(TEMPLATE):
        if is_current():  # another process built it while this one waited
            return
        started = time.monotonic()
        report("Building the template schema.")
        _build()
        report(f"The template schema is built ({time.monotonic() - started:.1f} s).")


def is_current() -> bool:
    """Whether the template stands and today's migrations built it whole."""
    with platform(), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s)::oid, 'pg_namespace')", [TEMPLATE])
        return bool(cursor.fetchone()[0] == fingerprint())


def _build() -> None:
    with platform(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {TEMPLATE} CASCADE")
        cursor.execute(f"CREATE SCHEMA {TEMPLATE}")
    migrate_schema(TEMPLATE)
    with platform(), connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA {TEMPLATE} IS %s", [fingerprint()])
