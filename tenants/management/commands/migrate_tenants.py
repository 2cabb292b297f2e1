from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.services import template
from tenants.services.lagging import lagging, migrate_everything


class Command(BaseCommand):
    help = (
        "Migrates the platform, the template and those municipalities that lag, found by one query; then brings the"
        " rights of roles into step in all of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say which municipalities lag.")
        parser.add_argument("--template", action="store_true", help="Only bring the template up to date.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if behind := lagging():
                raise CommandError("Lagging: " + ", ".join(behind))
            return
        if options["template"]:
            template.ensure(self.stdout.write)
            return
        if failures := migrate_everything(self.stdout.write):
            raise CommandError("Not migrated: " + "; ".join(f"{found.schema} ({found.error})" for found in failures))
