"""``manage.py rotate_data_keys``: closes anew, under today's DATA_KEY, what former keys closed (docs/adr/0024).

It may be stopped and run again at any time: rows that are done are known by the key's id in their values. ``--check``
writes nothing and says what stands under which key.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.encryption import Unreadable, todays_key_id
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services.rotation import Closed, closed_tables, left, rotate, wrong_indexes

#: A line is written each time so many rows more are done.
SAY_EVERY = 10_000


class Command(BaseCommand):
    """Every municipality, every table with encrypted columns, the keys of attached files among them."""

    help = "Encrypts personal data anew under today's DATA_KEY; what is under former keys meanwhile stays readable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check``."""
        parser.add_argument("--check", action="store_true", help="write nothing: say what stands under which key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Goes on with the other municipalities where one has values that no key opens.

        :raises CommandError: where something is left under a former key, or cannot be opened at all.
        """
        with platform():
            municipalities = list(Municipality.objects.order_by("schema_name"))
        faults = []
        for municipality in municipalities:
            with tenant(municipality):
                try:
                    faults += self._check(municipality) if options["check"] else self._rotate(municipality)
                except Unreadable as unreadable:
                    faults.append(f"{municipality.slug}: {unreadable}")
        if faults:
            raise CommandError("\n".join(["DATA_KEY_FALLBACKS must stay as they are.", *faults]))
        self.stdout.write("Everything stands under today's DATA_KEY: DATA_KEY_FALLBACKS may be emptied.")

    def _rotate(self, municipality: Municipality) -> list[str]:
        done = 0
        for table in closed_tables():
            done += rotate(table, lambda rows, table=table: self._say(municipality, table, rows))  # type: ignore[misc]
        self.stdout.write(f"{municipality.slug}: {done}")
        return [f"{municipality.slug}: {fault}" for table in closed_tables() for fault in _under_former_keys(table)]

    def _say(self, municipality: Municipality, table: Closed, rows: int) -> None:
        if rows % SAY_EVERY == 0:
            self.stdout.write(f"{municipality.slug}: {table.label}: {rows} …")
            self.stdout.flush()

    def _check(self, municipality: Municipality) -> list[str]:
        faults = []
        for table in closed_tables():
            for (field, key), count in sorted(left(table).items()):
                self.stdout.write(f"{municipality.slug}: {table.label}.{field}: {count} under key {key or 'NONE'}")
            found = _under_former_keys(table)
            if not found and (wrong := wrong_indexes(table)):
                found = [f"{table.label}: {wrong} blind indexes of a former key"]
            faults += [f"{municipality.slug}: {fault}" for fault in found]
        return faults


def _under_former_keys(table: Closed) -> list[str]:
    today = todays_key_id()
    return [
        f"{table.label}.{field}: {count} under key {key or 'NONE'}"
        for (field, key), count in sorted(left(table).items())
        if key != today
    ]
