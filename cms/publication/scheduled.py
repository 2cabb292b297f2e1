"""Publishing and ending what is scheduled for now, each by itself.

Wagtail's command stops at the first page that it may not publish, and tries it first the next time.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.publication import acting
from cms.publication.reasons import PublicationRefused
from cms.publication.scheduling import refuse

log = logging.getLogger(__name__)


class ScheduleFailed(ExceptionGroup):
    """Something other than a refusal went wrong with some; ``did`` counts what was done all the same."""

    did: Counter[str]


def publish_scheduled(now: dt.datetime | None = None) -> Counter[str]:
    """Counts of ``published``, ``ended`` and ``refused``.

    Each is locked and looked at again in a transaction of its own: who comes second finds nothing to do.

    :raises ScheduleFailed: after all the others were tried.
    """
    at, did = now or timezone.now(), Counter[str]()
    failures: list[Exception] = []
    with acting.acting(way=acting.SCHEDULE):
        for rows in expired(at):
            failures += _each(rows.order_by("expire_at"), "ended", _end, did)
        failures += _each(to_go_live(at).order_by("approved_go_live_at"), "published", _publish, did)
    if failures:
        failed = ScheduleFailed("Some scheduled pages failed.", failures)
        failed.did = did
        raise failed
    return did


def expired(now: dt.datetime) -> list[QuerySet]:
    """What is live beyond its end: pages, and anything else that can be live."""
    return [model._default_manager.filter(live=True, expire_at__lt=now) for model in _ending()]


def to_go_live(now: dt.datetime) -> QuerySet:
    """Versions whose time has come."""
    return Revision.objects.filter(approved_go_live_at__lt=now)


@cache
def _ending() -> tuple[Any, ...]:
    others = (m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))
    return (Page, *others)


def _end(item: Any) -> None:
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(rows: QuerySet, name: str, act: Callable[[Any], None], did: Counter[str]) -> Iterable[Exception]:
    """A refusal is an outcome, anything else a failure to be reported."""
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                item: Model | None = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
                if item is None:
                    continue
                act(item)
            did[name] += 1
        except PublicationRefused as refused:
            refuse(Revision.objects.get(pk=pk), refused)
            did["refused"] += 1
        except Exception as failure:  # whatever it is, the next one's turn comes
            log.exception("Scheduled: %s %s failed", rows.model.__name__, pk)
            yield failure
