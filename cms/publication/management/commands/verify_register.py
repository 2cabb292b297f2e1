from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.publication.verify import verify
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = (
        "Verifies the register of publications of one municipality or of all. Says the first broken row with its "
        "number and ends with 1. What it says of the last row, kept elsewhere, proves later that nothing was cut off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--tenant", metavar="SLUG", help="one municipality")
        which.add_argument("--all", action="store_true", help="every municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            chosen = (
                Municipality.objects.all() if options["all"] else Municipality.objects.filter(slug=options["tenant"])
            )
            municipalities = list(chosen)
        if not municipalities and not options["all"]:
            raise CommandError(f"There is no municipality “{options['tenant']}”.")
        broken = [municipality.slug for municipality in municipalities if not self._holds(municipality)]
        if broken:
            raise CommandError(f"The register does not hold: {', '.join(broken)}.")

    def _holds(self, municipality: Municipality) -> bool:
        with tenant(municipality):
            verdict = verify()
        self.stdout.write(f"{municipality.slug}: {verdict.number} rows, last {verdict.head}")
        for fault in verdict.faults:
            self.stderr.write(f"{municipality.slug}: {fault}")
        return verdict.holds
