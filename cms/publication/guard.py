"""Below every view: a page becomes public only when all checks let it, and every act is registered.

Hangs on the saving and deleting of rows, since everything passes there: the editor, an approval, bulk actions, the
schedule, wagtail-localize's own ``revision.publish``, an API, a shell. What writes SQL past the ORM is noticed when the
register is verified (:mod:`cms.publication.verify`).
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page

from cms.publication import register, rows
from cms.publication.checks import Publication
from cms.publication.confirming import keep_confirmations, pending
from cms.publication.content import content_hash
from cms.publication.entering import enter_publication, refuse_for_reasons
from cms.publication.models import Act
from cms.publication.models.register import PUBLIC_ACTS

#: Saved alone, these say nothing new to readers: where a draft stands, who locked it.
_DESK = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "expire_at",
        "go_live_at",
        "alias_of",
        "alias_of_id",
        "live_revision",
    }
)


def connect() -> None:
    """Listen to every page that is saved or deleted."""
    pre_save.connect(guard, dispatch_uid="publication.guard")
    post_save.connect(enter, dispatch_uid="publication.enter")
    pre_delete.connect(enter_deletion, sender=Page, dispatch_uid="publication.enter_deletion")
    rows.connect()


def guard(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Before a page is saved live with other content than the public knows.

    :raises PublicationRefused: with every reason.
    """
    if raw or not isinstance(instance, Page) or instance.depth == 1:
        return
    if update_fields is not None and update_fields <= _DESK:
        return
    instance._publication = instance._publication_hash = None
    if not instance.live:
        return
    page = _whole(instance)
    instance._publication_hash = content_hash(page)
    if _says_nothing_new(instance):
        return
    publication = Publication(page, confirmed=pending(instance))
    refuse_for_reasons(publication)
    instance._publication = publication


def enter(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """After a page was saved: what changed for the public goes into the register."""
    if raw or not isinstance(instance, Page) or instance.depth == 1:
        return
    keep_confirmations(instance)
    if update_fields is not None and "live" not in update_fields and update_fields <= _DESK:
        return
    publication = getattr(instance, "_publication", None)
    instance._publication = None
    if publication is not None:
        enter_publication(publication)
    elif not instance.live and register.is_public_there(instance.pk):
        act = Act.EXPIRED if instance.expired else Act.UNPUBLISHED
        page = _whole(instance)
        unpublished = Publication(page)
        register.append([register.entry(act, page, unpublished.offices, unpublished.content)])


def enter_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    """Before a page is deleted, whoever does so; a subtree comes page by page. A draft that never was public, too."""
    if instance.depth == 1:
        return
    page = Page.objects.get(pk=instance.pk).specific
    gone = Publication(page)
    register.append([register.entry(Act.DELETED, page, gone.offices, gone.content)])


def _says_nothing_new(page: Page) -> bool:
    """The public has this very content, or had it until its posting ended: a move or a lock is no publication."""
    last = register.last_of(page.pk) if page.pk else None
    if last is None or last.content_hash != page._publication_hash:
        return False
    ended = last.act == Act.EXPIRED and Page.objects.filter(pk=page.pk, live=True).exists()
    return ended or last.act in PUBLIC_ACTS


def _whole(instance: Page) -> Page:
    """The page with the fields of its type. What is saved as a plain Page is laid over the row of its type."""
    if type(instance) is not Page or not instance.pk:
        return instance
    page = Page.objects.get(pk=instance.pk).specific
    for item in Page._meta.concrete_fields:
        if not item.primary_key:
            setattr(page, item.attname, getattr(instance, item.attname))
    return page
