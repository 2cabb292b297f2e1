from typing import Any

from django.core.management.base import BaseCommand

from tenants.services.domains import align_sites


class Command(BaseCommand):
    help = "Puts every municipality's Wagtail Site on its primary host and the public port (PUBLIC_PORT)."

    def handle(self, *args: Any, **options: Any) -> None:
        moved = align_sites()
        if options["verbosity"] > 1 or moved:
            self.stdout.write(f"{moved} sites moved.")
