from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.due import label, sentence
from tenants.services.due import run_due
from tenants.services.due_notes import Outcome


class Command(BaseCommand):
    help = (
        "Does what is due in every municipality: publishing and expiry by date, reminders, nightly checks, clearing"
        " up. Run it each minute; --verbosity 2 says what it did."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        loud = options["verbosity"] > 1

        def report(outcome: Outcome) -> None:
            if outcome.error:
                self.stderr.write(f"{outcome.municipality}: {outcome.act}: {outcome.error}")
            if loud and (outcome.did or not outcome.error):
                said = sentence(outcome.act, outcome.did) or "–"
                self.stdout.write(f"{outcome.municipality}: {label(outcome.act)}: {said} ({outcome.seconds:.2f} s)")

        outcomes = run_due(report)
        if outcomes is None:
            self.stdout.write("Another process is at it.")
            return
        failed = [outcome for outcome in outcomes if outcome.error]
        if loud:
            self.stdout.write(f"{len(outcomes)} done, {len(failed)} failed.")
        if failed:
            raise CommandError(f"{len(failed)} of {len(outcomes)} failed.")
