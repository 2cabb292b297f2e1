from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.models import OnboardingRun
from tenants.services.runs import perform


class Command(BaseCommand):
    help = "Performs an onboarding that was started from the console; the console calls this."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", help="The run's id.")

    def handle(self, *args: Any, **options: Any) -> None:
        perform(OnboardingRun.objects.get(pk=options["run"]))
