from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.services.due import run_due


class Command(BaseCommand):
    help = "Does what is due in every municipality: scheduled publishing and expiry, clearing up. Run it each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = run_due(self.stderr.write)
        if outcomes is None:
            self.stdout.write("Another process is at it.")
            return
        failed = [outcome for outcome in outcomes if outcome.error]
        if options["verbosity"] > 1:
            self.stdout.write(f"{len(outcomes)} done, {len(failed)} failed.")
        if failed:
            raise CommandError(f"{len(failed)} of {len(outcomes)} failed.")
