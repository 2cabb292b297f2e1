"""``manage.py rotate_data_keys``: closes anew, under today's DATA_KEY, what former keys closed (docs/adr/0024).

It may be stopped and run again at any time: rows that are done are known by the key's id in their values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, models, transaction

from cms.core.encryption import EncryptedTextField, current_prefix
from tenants.context import platform, tenant
from tenants.models import Municipality

AT_ONCE = 100


class Command(BaseCommand):
    """Every municipality, every encrypted field, a hundred rows a transaction."""

    help = "Encrypts personal data anew under today's DATA_KEY; what is under former keys meanwhile stays readable."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many values were closed anew in each municipality, and that the former keys may go."""
        with platform():
            municipalities = list(Municipality.objects.order_by("schema_name"))
        for municipality in municipalities:
            with tenant(municipality):
                done = sum(rotate(model, field) for model, field in encrypted_fields())
            self.stdout.write(f"{municipality.slug}: {done}")
        self.stdout.write("Everything stands under today's DATA_KEY: DATA_KEY_FALLBACKS may be emptied.")


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted field with the model that has its column."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def rotate(model: type[models.Model], field: EncryptedTextField) -> int:
    """Close anew what is not under today's key, in the schema in use; how many values."""
    if model._meta.db_table not in connection.introspection.table_names():
        return 0
    done = 0
    while rows := _a_few(model, field):
        done += rows
    return done


@transaction.atomic
def _a_few(model: type[models.Model], field: EncryptedTextField) -> int:
    table, column, key = (
        connection.ops.quote_name(str(name)) for name in (model._meta.db_table, field.column, model._meta.pk.column)
    )
    former = f"SELECT {key} FROM {table} WHERE {column} NOT LIKE %s ORDER BY {key} LIMIT %s FOR UPDATE"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(former, [f"{current_prefix()}%", AT_ONCE])
        keys = [row[0] for row in cursor.fetchall()]
    for pk, value in model._base_manager.filter(pk__in=keys).values_list("pk", field.attname):
        model._base_manager.filter(pk=pk).update(**{field.attname: value})
    return len(keys)
