"""The record of a page follows its saving and publication, on every path: desk, scheduler, translation, API, shell.

It hangs on the saving of the live page itself and not on the desk's views or Wagtail's signals, since those are
passed by when code publishes by hand.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from cms.departments.leaving import release
from cms.pages.models import PageRecord, StampedPage
from cms.pages.services.clock import Clock
from cms.pages.stewards import candidates

_KEPT = ("department_id", "summary", "content_class", "posted_until", "confirmed_at", "rule_id", "due_on", "state")


def connect() -> None:
    """Listen to every page that is saved."""
    pre_save.connect(state_first_publication, dispatch_uid="pages.state_first_publication")
    post_save.connect(keep_record, dispatch_uid="pages.keep_record")


def state_first_publication(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A page that is live has a day on which it was first published, also when it was not published by a revision."""
    if raw or not isinstance(instance, StampedPage) or not instance.live or instance.first_published_at:
        return
    instance.first_published_at = timezone.now()
    instance.last_published_at = instance.last_published_at or instance.first_published_at


def keep_record(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Make the record of a page, or bring its department, summary and kind of content into step.

    A draft has its record from the first saving on: who may edit it follows from its department. A save of a few fields
    is a draft being noted on a live page: it holds the draft's department, not the public one. The clock starts with
    the first publication; nothing here moves it.
    """
    if raw or not isinstance(instance, StampedPage):
        return
    noted = update_fields is not None and "department" not in update_fields
    if noted and "live" not in (update_fields or ()):
        return
    with transaction.atomic():
        _keep(instance, only_state=noted)


def _keep(page: StampedPage, *, only_state: bool) -> None:
    record, created = PageRecord.objects.select_for_update().get_or_create(
        page_id=page.pk, defaults={"department_id": page.department_id, "owner_id": _first_owner(page)}
    )
    before = {name: getattr(record, name) for name in _KEPT}
    if created or not only_state:
        record.department_id, record.summary = page.department_id, page.summary
        record.content_class, record.posted_until = page.content_class, page.posted_until
    if record.confirmed_at is None and page.live:
        record.confirmed_at = page.first_published_at
    Clock.now().wind(record, public=page.live and not page.alias_of_id)
    changed = {name: getattr(record, name) for name in _KEPT if getattr(record, name) != before[name]}
    if changed:
        PageRecord.objects.filter(pk=record.pk).update(**changed)
    keepers = {person for person in (record.owner_id, record.deputy_id) if person}
    if "department_id" in changed and keepers:
        release(keepers)  # who works for the department before, and not for this one, hands over


def _first_owner(page: StampedPage) -> int | None:
    """Who wrote a page keeps it, as far as they belong to its department."""
    if page.owner_id and candidates([page.department_id]).filter(pk=page.owner_id).exists():
        return page.owner_id
    return None
