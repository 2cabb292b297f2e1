"""The record of a page follows its saving and publication, on every path: desk, scheduler, translation, API, shell.

It hangs on the saving of the live page itself and not on the desk's views or Wagtail's signals, since those are
passed by when code publishes by hand.
"""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from cms.pages.models import PageRecord, StampedPage


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
    """Make the record of a page, or bring its department and summary into step.

    A draft has its record from the first saving on: who may edit it follows from its department. A save of a few fields
    is a draft being noted on a live page: it holds the draft's department, not the public one.
    """
    if raw or not isinstance(instance, StampedPage):
        return
    if update_fields is not None and "department" not in update_fields:
        return
    public = {"department_id": instance.department_id, "summary": instance.summary}
    first_published = instance.first_published_at if instance.live else None
    record, created = PageRecord.objects.get_or_create(
        page_id=instance.pk, defaults={**public, "confirmed_at": first_published}
    )
    if record.confirmed_at is None and first_published:
        public["confirmed_at"] = first_published
    if not created and any(getattr(record, name) != value for name, value in public.items()):
        PageRecord.objects.filter(pk=record.pk).update(**public)
