"""Where a page leads to: what its fields and blocks choose, and every address that is written in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages.models import StampedPage

#: A whole value that is an address: what an URLBlock holds.
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
PAGE, DOCUMENT, ADDRESS = "page", "document", "address"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """``kind``: page or document with its key, or address with its text."""

    kind: str
    target: str


def links_of(page: StampedPage) -> set[Link]:
    """All of a page of its specific type, those of its inline items included."""
    found: set[Link] = set()
    items: list[models.Model] = [page, *_items(page)]
    for item in items:
        for field in item._meta.get_fields():
            if getattr(field, "concrete", False):
                found.update(_of_field(field, item))
    return found


def _items(page: StampedPage) -> Iterator[models.Model]:
    every_page_has = {relation.name for relation in get_all_child_relations(Page)}  # comments at the desk
    for relation in get_all_child_relations(page):
        if relation.name in every_page_has:
            continue
        yield from getattr(page, relation.get_accessor_name()).all()


def _of_field(field: Any, item: models.Model) -> Iterator[Link]:
    if isinstance(field, models.ForeignKey) and not getattr(field.remote_field, "parent_link", False):
        yield from _chosen(field.related_model, getattr(item, field.attname))
        return
    value = field.value_from_object(item)
    if hasattr(field, "extract_references") and value:
        for model, pk, _model_path, _content_path in field.extract_references(value):
            yield from _chosen(model, pk)
    if isinstance(field, StreamField):
        yield from _written(list(value.raw_data))
    elif isinstance(field, models.TextField):
        yield from _written(value)


def _chosen(model: type[models.Model], pk: Any) -> Iterator[Link]:
    if pk is None:
        return
    if issubclass(model, Page):
        yield Link(PAGE, str(pk))
    elif issubclass(model, get_document_model()):
        yield Link(DOCUMENT, str(pk))


def _written(value: Any) -> Iterator[Link]:
    """Addresses in plain data, however deep."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _written(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _written(each)
    elif isinstance(value, str):
        if _ADDRESS.fullmatch(value):
            yield Link(ADDRESS, value)
        elif "<a" in value:
            yield from _in_html(value)


def _in_html(html: str) -> Iterator[Link]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from (Link(ADDRESS, address) for address in reader.addresses)


class _Reader(HTMLParser):
    """Hrefs; links that Wagtail keeps by key (``linktype``) are references and come from the fields."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and not given.get("linktype") and given.get("href"):
            self.addresses.append(str(given["href"]))
