"""Migrations of many schemas: find those that lag by one query, and migrate only them."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django_tenants.utils import schema_context

from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services import template
from tenants.services.everywhere import union_all
from tenants.services.fresh import migrate_platform
from tenants.services.migrate import migrate_schema
from tenants.upgrading import upgrade_steps

_STATE = (
    "SELECT %s, count(*), md5(string_agg(app || '.' || name, ',' ORDER BY app COLLATE \"C\", name COLLATE \"C\"))"
    " FROM {schema}.django_migrations"
)


@dataclass(frozen=True)
class Failure:
    """A schema that could not be migrated, and what the database said."""

    schema: str
    error: str


def lagging() -> list[str]:
    """Schemas of municipalities in which a migration is missing."""
    with platform(), connection.cursor() as cursor:
        schemas = list(Municipality.objects.values_list("schema_name", flat=True))
        cursor.execute(*union_all([template.TEMPLATE, *schemas], _STATE))
        states = {schema: state for schema, *state in cursor.fetchall()}
        wanted = states.pop(template.TEMPLATE)
        return [schema for schema, state in states.items() if state != wanted and _missing(schema)]


def migrate_everything(report: Callable[[str], None]) -> list[Failure]:
    """Platform, template, then every municipality that lags; after that the upgrade steps in all that lag no more.

    One that fails does not stop the others.
    """
    migrate_platform(report)
    failures = []
    for schema in lagging():
        started = time.monotonic()
        try:
            migrate_schema(schema)
        except Exception as error:  # whatever it is, the other municipalities must be served
            failures.append(Failure(schema, str(error)))
            report(f"{schema}: {error}")
        else:
            report(f"{schema}: migrated ({time.monotonic() - started:.1f} s)")
    return failures + _upgrade({failure.schema for failure in failures}, report)


def _upgrade(behind: set[str], report: Callable[[str], None]) -> list[Failure]:
    with platform():
        municipalities = list(Municipality.objects.exclude(schema_name__in=behind))
    failures = []
    for municipality in municipalities:
        for step in upgrade_steps():
            try:
                with tenant(municipality), transaction.atomic():
                    step.run()
            except Exception as error:  # likewise
                failures.append(Failure(municipality.schema_name, f"{step.name}: {error}"))
                report(f"{municipality.schema_name}: {step.name}: {error}")
    return failures


def _missing(schema: str) -> bool:
    """A schema that differs from the template may also know migrations that were squashed since."""
    with schema_context(schema), connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return not template.known_migrations() <= set(cursor.fetchall())
