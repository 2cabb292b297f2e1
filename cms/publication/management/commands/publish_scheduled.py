"""Wagtail's command of this name stops at the first page that it may not publish, and tries it first the next time."""

import logging
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.publication import acting
from cms.publication.reasons import PublicationRefused
from cms.publication.scheduling import refuse

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Publishes and ends what is scheduled for now, each by itself: one refusal does not stop the others."

    def handle(self, *args: Any, **options: Any) -> None:
        with acting.acting(way=acting.SCHEDULE):
            failures = [*_each(_expired(), _end), *_each(_due(), _publish)]
        if failures:
            raise ExceptionGroup("Some scheduled pages failed.", failures)


def _expired() -> list[Any]:
    """What is live beyond its end, pages and anything else that can be live."""
    models = [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]
    found: list[Any] = []
    for model in models:
        found += model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
    return found


def _due() -> list[Revision]:
    return list(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"))


def _end(item: Any) -> None:
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(items: list[Any], act: Any) -> list[Exception]:
    """Do it to each in a transaction of its own. A refusal is an outcome, anything else a failure to be reported."""
    failures: list[Exception] = []
    for item in items:
        try:
            with transaction.atomic():
                act(item)
        except PublicationRefused as refused:
            refuse(item, refused)
        except Exception as failure:  # whatever it is, the next page's turn comes
            log.exception("Scheduled: %s failed", item)
            failures.append(failure)
    return failures
