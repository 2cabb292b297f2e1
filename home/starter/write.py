"""Writes planned pages to the database in one go, as Django loads fixtures: rows first, indexes at the end.

Page by page, with a validation, a revision, two index updates and a tree look-up each, the starter content of one
municipality takes half a minute. Here places in the tree are counted instead of asked for, rows of one table go in
together, and the reference and search indexes are filled at the end. Tests hold every page to ``full_clean``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from cms.pages.models import PageRecord, StampedPage
from home.starter.place import Plan, Spot, locale, reserve_ids


def write(plan: Plan, root: Page) -> list[StampedPage]:
    """Write all spots with their values; returns the pages, parents first."""
    pages = [_page(spot) for spot in plan]
    _place(plan, root, {spot.key: page for spot, page in zip(plan, pages, strict=True)})
    _number_revisions(pages)
    _insert(pages)
    Revision.objects.bulk_create(map(_revision, pages))
    PageRecord.objects.bulk_create(map(_record, pages))
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    _index(pages)
    return pages


def _page(spot: Spot) -> StampedPage:
    now = timezone.now()
    published = spot.values.pop("first_published_at", now)
    translation_key = spot.values.pop("translation_key", None)
    page = spot.model(
        id=spot.pk,
        page_ptr_id=spot.pk,
        slug=spot.slug,
        url_path=spot.url_path,
        locale=locale(spot.language),
        content_type=ContentType.objects.get_for_model(spot.model),
        draft_title=spot.values["title"],
        live=True,
        has_unpublished_changes=False,
        first_published_at=published,
        last_published_at=published,
        latest_revision_created_at=now,
        **spot.values,
    )
    if translation_key:
        page.translation_key = translation_key
    page._state.adding = False
    return page


def _place(plan: Plan, root: Page, pages: dict[str, StampedPage]) -> None:
    """Paths of the tree (materialised paths): children are counted in the order of the menu."""
    taken = root.get_last_child()
    first = taken._get_path(root.path, root.depth + 1, _count(taken.path) + 1) if taken else None
    homes = plan.children("")
    start = _count(first) if first else 1
    for at, spot in enumerate(homes):
        _put(plan, pages, spot, Page._get_path(root.path, root.depth + 1, start + at), root.depth + 1)
    Page.objects.filter(pk=root.pk).update(numchild=F("numchild") + len(homes))


def _put(plan: Plan, pages: dict[str, StampedPage], spot: Spot, path: str, depth: int) -> None:
    page, below = pages[spot.key], plan.children(spot.key)
    page.path, page.depth, page.numchild = path, depth, len(below)
    for at, child in enumerate(below, start=1):
        _put(plan, pages, child, Page._get_path(path, depth + 1, at), depth + 1)


def _count(path: str) -> int:
    """Which child of its parent a path is."""
    return Page._str2int(path[-Page.steplen :])


def _number_revisions(pages: Sequence[StampedPage]) -> None:
    for page, number in zip(pages, reserve_ids(Revision, len(pages)), strict=True):
        page.latest_revision_id = page.live_revision_id = number


def _insert(pages: Sequence[StampedPage]) -> None:
    """The rows of all pages: those of the common table together, those of each type one by one."""
    common = [field.attname for field in Page._meta.concrete_fields]
    Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in common}) for page in pages)
    for page in pages:
        page.save_base(raw=True, force_insert=True)
    for relation, children in _children(pages).items():
        relation.related_model.objects.bulk_create(children)


def _children(pages: Sequence[StampedPage]) -> dict[Any, list[Any]]:
    """What belongs to pages (files, questions, versions), by its relation."""
    found: dict[Any, list[Any]] = {}
    for page in pages:
        held = getattr(page, "_cluster_related_objects", {})
        for relation in get_all_child_relations(page):
            for child in held.get(relation.get_accessor_name(), ()):
                setattr(child, relation.field.name, page)
                found.setdefault(relation, []).append(child)
    return found


def _revision(page: StampedPage) -> Revision:
    return Revision(
        pk=page.latest_revision_id,
        content_type=page.content_type,
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        created_at=page.latest_revision_created_at,
        object_str=str(page),
        content=page.serializable_data(),
    )


def _record(page: StampedPage) -> PageRecord:
    confirmed: datetime.datetime | None = page.first_published_at
    return PageRecord(
        page_id=page.pk,
        department_id=page.department_id,
        summary=page.summary,
        content_class=page.content_class,
        posted_until=page.posted_until,
        confirmed_at=confirmed,
    )


def _index(pages: Iterable[StampedPage]) -> None:
    """All pages into the search index, type by type."""
    backend = get_search_backend()
    for model, group in groupby(sorted(pages, key=lambda page: page._meta.label), key=type):
        backend.add_bulk(model, list(group))
