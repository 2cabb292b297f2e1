"""What a page says to its readers, piece by piece: what translations are made from and compared with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from cms.languages.models import SourceText
from cms.ordinance.translation import Segment
from cms.publication.content import content_of

#: Each language has its own address and its own stamp.
_BESIDE = frozenset({"slug", "information_provider"})


def segments_of(page: Page) -> tuple[Segment, ...]:
    """All words of a page of its own type, tables and alternative texts too, then its dates and numbers."""
    pieces = content_of(page).pieces
    words = [(f"{piece.place.field}.{piece.place.block}", piece.text) for piece in pieces]
    return (*((place, text) for place, text in words if place.split(".")[0] not in _BESIDE), *_facts(page))


def source_text(page: Page) -> SourceText:
    """The row for what an original says now; made when it says this for the first time."""
    return keep_text(page, segments_of(page), page.last_published_at, page.live_revision_id)


def keep_text(
    page: Page, segments: tuple[Segment, ...], at: dt.datetime | None, revision_number: int | None = None
) -> SourceText:
    """The row for a text of an original."""
    content = [list(segment) for segment in segments]
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    values = {"content": content, "at": at or timezone.now(), "revision_number": revision_number}
    return SourceText.objects.get_or_create(page_id=page.pk, digest=digest, defaults=values)[0]


def _facts(page: Page) -> Iterator[Segment]:
    """Fields that are no words: the day of an event, a number of places. wagtail-localize copies them."""
    for item in page._meta.concrete_fields:
        value = None if item.model is Page or item.is_relation else getattr(page, item.attname)
        if (said := _said(item, value)) is not None:
            yield item.name, said


def _said(item: models.Field, value: Any) -> str | None:
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and not item.primary_key:
        return str(value)
    return None
