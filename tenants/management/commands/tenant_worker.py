from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.tasks import TenantWorker


class Command(BaseCommand):
    help = "Runs the tasks of every municipality, each in its own schema. Several workers may run side by side."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds to wait when nothing is due.")
        parser.add_argument("--until-empty", action="store_true", help="End when nothing is left.")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = TenantWorker(interval=options["interval"], until_empty=options["until_empty"])
        worker.configure_signals()
        worker.run()
