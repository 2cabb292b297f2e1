"""Rows that came by ways on which nothing tells: a copy of a database, starter content, SQL, pages from before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from cms.languages.models import TranslatedPage
from cms.languages.services import making
from cms.languages.services.reckoning import follow_text
from cms.languages.sources import source_of
from cms.languages.texts import source_text
from cms.languages.upstream.locale_lookup import kept_locales
from cms.publication.acting import acting


@dataclass(frozen=True)
class Reconciled:
    """How many translations were found without a row, and how many rows that no longer were true."""

    found: int
    mended: int


def reconcile() -> Reconciled:
    """Bring every row into step with what is public. What is found is news of today, never of an earlier day."""
    with acting(way="schedule"):
        return Reconciled(_found(_unknown()), _withdrawn() + _followed())


def _unknown() -> Iterable[Page]:
    """Public translations without a row."""
    korean = kept_locales().get(settings.LANGUAGE_CODE)
    originals = Page.objects.filter(translation_key=OuterRef("translation_key"), locale_id=korean)
    known = TranslatedPage.objects.filter(page_id=OuterRef("pk"), public=True)
    pages = Page.objects.live().filter(alias_of=None, depth__gt=1).exclude(locale_id=korean)
    return pages.filter(Exists(originals), ~Exists(known)).order_by("pk").specific().iterator(chunk_size=500)


def _found(pages: Iterable[Page]) -> int:
    number = 0
    for page in pages:
        if source := source_of(page):
            making.published(page, source)
            number += 1
    return number


def _withdrawn() -> int:
    """Rows that call public what no reader can open."""
    gone = TranslatedPage.objects.filter(public=True).filter(
        Q(page=None) | Q(page__live=False) | Q(page__alias_of__isnull=False)
    )
    rows = list(gone.select_related("page"))
    for row in rows:
        making.withdraw_row(row.pk, begun=row.page is not None and row.page.alias_of_id is None)
    return len(rows)


def _followed() -> int:
    """Originals whose text or department is another than was noted. One text a page is read."""
    number = 0
    sources = Page.objects.filter(Exists(TranslatedPage.objects.filter(source_id=OuterRef("pk"))))
    for page in sources.order_by("pk").specific().iterator(chunk_size=500):
        text = source_text(page) if page.live else None
        with transaction.atomic():
            rows = TranslatedPage.objects.select_for_update(of=["self"]).filter(source_id=page.pk).order_by("pk")
            for row in rows.select_related("source", "page", "department", "made_from", "present"):
                before = (row.present_id, row.department_id)
                follow_text(row, text)
                number += before != (row.present_id, row.department_id)
    return number
