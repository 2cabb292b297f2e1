"""What a broken link leads to, in words: a page or a file by its title where it still has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core.typed import whole_number
from cms.links.extraction import DOCUMENT, PAGE
from cms.links.models import BrokenLink


@dataclass(frozen=True)
class Targets:
    """Titles by kind and key."""

    titles: dict[tuple[str, int], str]

    @classmethod
    def of(cls, rows: Iterable[BrokenLink]) -> Targets:
        """Two queries for all of them."""
        keys: dict[str, set[int]] = {PAGE: set(), DOCUMENT: set()}
        for row in rows:
            kind, pk = _key(row.target)
            if pk:
                keys[kind].add(pk)
        found = {}
        for kind, model in ((PAGE, Page), (DOCUMENT, get_document_model())):
            for pk, title in model.objects.filter(pk__in=keys[kind]).values_list("pk", "title"):
                found[kind, pk] = title
        return cls(found)

    def name(self, row: BrokenLink) -> str:
        """The title, or that there is none any more; an address as it was written."""
        kind, pk = _key(row.target)
        if not pk:
            return row.target
        if (kind, pk) in self.titles:
            return self.titles[kind, pk]
        return _("a deleted page") if kind == PAGE else _("a deleted file")


def _key(target: str) -> tuple[str, int]:
    kind, _colon, key = target.partition(":")
    number = whole_number(key)
    return (kind, number) if kind in (PAGE, DOCUMENT) and number is not None else ("", 0)
