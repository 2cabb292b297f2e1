from typing import Any

from django.core.management.base import BaseCommand

from cms.publication.scheduled import publish_scheduled


class Command(BaseCommand):
    help = "Publishes and ends what is scheduled for now, each by itself: one refusal does not stop the others."

    def handle(self, *args: Any, **options: Any) -> None:
        """In place of Wagtail's command of this name."""
        publish_scheduled()
