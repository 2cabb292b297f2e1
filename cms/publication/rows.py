"""Rows of a page (its questions, its files) that are saved by themselves: a shell can reach the public through them.

When a page is saved it saves its rows as well, and was asked about all of them before: its hash says so.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.publication import register
from cms.publication.checks import Publication
from cms.publication.content import content_hash
from cms.publication.entering import enter_publication, refuse_for_reasons
from cms.publication.models.register import PUBLIC_ACTS


def connect() -> None:
    """Listen to rows that belong to a page."""
    pre_save.connect(guard_row, dispatch_uid="publication.guard_row")
    post_save.connect(enter_row, dispatch_uid="publication.enter_row")
    post_delete.connect(enter_row, dispatch_uid="publication.enter_row_gone")


def guard_row(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Before a row of a public page is saved by itself.

    :raises PublicationRefused: with every reason against the page as it would then be.
    """
    key = parental_key(sender)
    if raw or key is None or _comes_with_its_page(instance, key):
        return
    page = _public_page(instance, key)
    if page is None:
        return
    name = key.remote_field.get_accessor_name()
    others = [row for row in getattr(page, name).all() if row.pk != instance.pk]
    refuse_for_reasons(Publication(page, {name: [*others, instance]}))


def enter_row(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """After a row of a public page was saved or deleted by itself: the page's content is another now."""
    key = parental_key(sender)
    if raw or key is None or _comes_with_its_page(instance, key):
        return
    page = _public_page(instance, key)
    if page is None:
        return
    last = register.last_of(page.pk)
    if last is not None and last.act in PUBLIC_ACTS and last.content_hash != content_hash(page):
        enter_publication(Publication(page))


@cache
def parental_key(model: type[Model]) -> Any:
    """The key by which rows of this kind belong to a page; None for others and for Wagtail's own (comments)."""
    if model._meta.app_label.startswith("wagtail"):
        return None
    keys = (item for item in model._meta.concrete_fields if isinstance(item, ParentalKey))
    return next((key for key in keys if issubclass(key.remote_field.model, Page)), None)


def _comes_with_its_page(row: Any, key: Any) -> bool:
    """The page in memory was entered with this very content, or is about to be: it holds the row as it is."""
    page = key.get_cached_value(row, default=None)
    held = getattr(page, "_cluster_related_objects", {}).get(key.remote_field.get_accessor_name(), ())
    if not any(item is row for item in held):
        return False
    return getattr(page, "_publication_hash", None) == content_hash(page)


def _public_page(row: Any, key: Any) -> Page | None:
    """The page as the database has it."""
    page = Page.objects.filter(pk=getattr(row, key.attname), live=True).first()
    return page.specific if page else None
