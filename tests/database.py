"""The tests' database: built once a run, in seconds.

1. *Server*: ``DATABASE_URL`` when set, else one of the tests' own (``cms.local.pytest_plugin``).
2. *Migrated*: public and the template schema, kept as SQL in ``var/cache`` under a hash of all migrations. The first
   run after a change of migrations takes a minute or two, which ``make test`` spends beside its other checks
   (``python -m tests.migrated``); any other less than a second.
3. *Onboarded*: two municipalities, ``alpha`` and ``beta``, by the real service, without starter content.
   All ids of ``beta`` lie 100,000 higher, content types included: what is taken from the wrong tenant is wrong.
4. *Workers* of pytest-xdist copy what the first of them built (``CREATE DATABASE … TEMPLATE``).
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import psycopg2.errors
from django.conf import settings
from django.db import connection, connections

from tenants.onboarding import MunicipalityRow, Onboarding, onboarding_step
from tenants.services import dump, onboard, template
from tenants.services.extensions import ensure_extensions
from tenants.services.fresh import migrate_platform

CACHE = settings.VAR_DIR / "cache"
BETA_OFFSET = 100_000


def prepare(worker: str, run: str) -> str:
    """Create this worker's database and point Django at it; returns its name."""
    base = f"test_{connection.settings_dict['NAME']}_{run}"
    if not worker:
        _build(base)
        return base
    with _one_at_a_time(base):
        if not _exists(base):
            _build(base)
            connections.close_all()
        own = f"{base}_{worker}"
        _create(own, template_database=base)
    _use(own)
    return own


def remove(worker: str) -> None:
    """Drop this worker's database, and what the workers copied from when the last of them goes."""
    name = connections.settings["default"]["NAME"]
    connections.close_all()
    drop(name)
    if worker:
        base = name.removesuffix(f"_{worker}")
        with _one_at_a_time(base), _server() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname LIKE %s", [f"{base}_gw%"])
            if not cursor.fetchone():
                drop(base)


def _build(name: str) -> None:
    _create(name)
    _use(name)
    try:
        fill()
    except BaseException:
        connections.close_all()
        drop(name)
        raise


def create_migrated(name: str) -> None:
    """Make a database of that name with public and the template, and no municipality in it."""
    here = connections.settings["default"]["NAME"]
    _create(name)
    _use(name)
    try:
        _migrate()
    finally:
        _use(here)


@contextmanager
def own(name: str) -> Iterator[None]:
    """Within, Django works in a database of that name, migrated and without a municipality; after it, it is gone."""
    create_migrated(name)
    try:
        with used(name):
            yield
    finally:
        drop(name)


@contextmanager
def used(name: str) -> Iterator[None]:
    """Within, Django works in that database; after it nobody is connected to it."""
    here = connections.settings["default"]["NAME"]
    _use(name)
    try:
        yield
    finally:
        connections.close_all()
        _use(here)


def copy(one: str, another: str) -> None:
    """Make another database as one is, to which nobody is connected."""
    _create(another, template_database=one)


def keep() -> None:
    """Migrate a database for the cache alone, unless it holds what today's migrations say."""
    if _cached().exists():
        return
    with own(f"test_migrated_{os.getpid()}"):
        pass


def fill() -> None:
    """Migrate, then onboard alpha and beta."""
    _migrate()
    for slug, name_ko, name_en, languages in (
        ("alpha", "알파시", "Alpha", ("ko", "en")),
        ("beta", "베타구", "Beta", ("ko", "en", "vi")),
    ):
        row = MunicipalityRow(slug, name_ko, name_en, "시", f"{slug}.localhost", "anyang", languages)
        onboard(row, lambda line: None, content=False)


def _migrate() -> None:
    """From the cache when it can be."""
    CACHE.mkdir(parents=True, exist_ok=True)
    cached = _cached()
    if cached.exists():
        ensure_extensions()
        with connection.cursor() as cursor:
            cursor.execute(cached.read_text())
    else:
        migrate_platform()
        _keep(cached)


def _cached() -> Path:
    return CACHE / f"tests-{template.fingerprint()}.sql"


def drop(name: str) -> None:
    """Remove a database of the tests, whoever is connected to it.

    The server's own vacuum may be at it, which only its owner may end: it is done in a moment.
    """
    for last in (False,) * 20 + (True,):
        try:
            with _server() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        except psycopg2.errors.InsufficientPrivilege:
            if last:
                raise
            time.sleep(0.5)


@onboarding_step("ids that differ", order=1)
def shift_ids(onboarding: Onboarding) -> None:
    """Move every id that a foreign key may name in beta, so that no id of alpha means anything there."""
    if onboarding.row.slug != "beta":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        _shift_content_types(cursor)
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (sequence,) in cursor.fetchall():
            cursor.execute(f"SELECT setval('{sequence}', {BETA_OFFSET} + (SELECT last_value FROM {sequence}))")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _shift_content_types(cursor) -> None:
    cursor.execute(
        """
        SELECT conrelid::regclass::text, attname FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'django_content_type'::regclass
        """
    )
    columns = [*cursor.fetchall(), ("django_content_type", "id")]
    for table, column in columns:
        cursor.execute(f"UPDATE {table} SET {column} = {column} + {BETA_OFFSET}")


def _keep(cached: Path) -> None:
    """Dump public and the template; extensions are the server's own matter."""
    sql = dump.without_session(dump.of_schemas("public", template.TEMPLATE)).replace("CREATE SCHEMA public;", "")
    for old in CACHE.glob("tests-*.sql"):
        old.unlink()
    unfinished = cached.with_suffix(f".{os.getpid()}")
    unfinished.write_text(sql)
    unfinished.replace(cached)


def _use(name: str) -> None:
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _create(name: str, template_database: str = "template1") -> None:
    with _server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')


def _exists(name: str) -> bool:
    with _server() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@contextmanager
def _server() -> Iterator:
    address = {**connection.get_connection_params(), "dbname": "postgres"}
    address.pop("cursor_factory", None)
    with closing(psycopg2.connect(**address)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            yield cursor


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
