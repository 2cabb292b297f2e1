"""What the editor says of a change travels with the version and counts when that version goes public, on every path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from cms.pages.models import Declaration, StampedPage
from cms.pages.services.confirming import confirm_by_publication, note_minor_edit
from tenants.selectors import current_policy


@dataclass(frozen=True)
class Said:
    """What an editor said of the change that is being saved."""

    kind: str
    note: str = ""


def connect() -> None:
    """Listen to revisions being written and published."""
    post_save.connect(keep_declaration, sender=Revision, dispatch_uid="pages.keep_declaration")
    page_published.connect(count_declaration, dispatch_uid="pages.count_declaration")


def say(page: StampedPage, said: Said | None) -> None:
    """The next version of this very object that is saved carries what was said; None takes it back."""
    page._said_of_change = said


def said_of(page: StampedPage) -> Said | None:
    """What was said of the newest version, while that waits to go public."""
    if not page.latest_revision_id or not page.has_unpublished_changes:
        return None
    found = Declaration.objects.filter(revision_id=page.latest_revision_id, used_at=None).first()
    return Said(found.kind, found.note) if found else None


def keep_declaration(sender: type, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Keep it with the revision, in the transaction that writes it. An autosave that writes over a revision follows."""
    page = instance._state.fields_cache.get("content_object")
    if raw or page is None or not hasattr(page, "_said_of_change") or kwargs.get("update_fields"):
        return
    said: Said | None = page._said_of_change
    if said is None:
        Declaration.objects.filter(revision=instance, used_at=None).delete()
        return
    defaults = {"kind": said.kind, "note": said.note, "declared_by": instance.user}
    Declaration.objects.update_or_create(
        revision=instance, defaults={**defaults, "policy_number": current_policy().number}
    )


def count_declaration(sender: type, instance: Page, revision: Revision | None, **kwargs: Any) -> None:
    """The version is public now. One that is only put on a date is not: it counts when its hour comes. A page that
    follows another is published without a version of its own.
    """
    if revision and isinstance(instance, StampedPage) and instance.live and instance.live_revision_id == revision.pk:
        _count(instance, revision.pk)


def settle_left_over() -> int:
    """Count declarations of public versions that a process ended before counting; returns how many."""
    waiting = Declaration.objects.filter(used_at=None).values("revision_id")
    pages = Page.objects.live().filter(live_revision_id__in=waiting).defer_streamfields().specific()
    for page in pages:
        _count(page, page.live_revision_id)
    return len(pages)


@transaction.atomic
def _count(page: StampedPage, revision_number: int) -> None:
    said = (
        Declaration.objects.select_for_update(of=["self"])
        .select_related("declared_by")
        .filter(revision_id=revision_number, used_at=None)
        .first()
    )
    if said is None:
        return
    at = timezone.now()
    keep = confirm_by_publication if said.kind == Declaration.Kind.SUBSTANCE else note_minor_edit
    keep(page, revision_number, said.declared_by, said.note, at)
    Declaration.objects.filter(pk=said.pk).update(used_at=at)
