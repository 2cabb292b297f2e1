"""All that a page gives away: words, files and pictures, with their places; and the hash of its content.

Walks the fields and blocks of any page type, so that a new block or field is looked at without being listed here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.encoding import force_str
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.core.blocks import EditorNoteBlock
from cms.publication.html import words_of
from cms.publication.reasons import Place

#: Of the fields that every page has, those that readers and machines are given.
_PUBLIC_PAGE_FIELDS = ("title", "slug", "seo_title", "search_description")


@dataclass(frozen=True)
class Piece:
    """Words that stand together."""

    text: str
    place: Place


@dataclass(frozen=True)
class Shown:
    """A picture and what it says to those who do not see it."""

    image_id: int | None
    alternative: str
    decorative: bool
    place: Place
    name: str = ""


@dataclass(frozen=True)
class Linked:
    """A document that the page offers."""

    document_id: int
    place: Place


@dataclass
class Content:
    """Everything found in a page."""

    pieces: list[Piece] = field(default_factory=list)
    documents: list[Linked] = field(default_factory=list)
    images: list[Shown] = field(default_factory=list)

    def say(self, text: Any, place: Place) -> None:
        """Note words, unless there are none."""
        if isinstance(text, str) and text.strip():
            self.pieces.append(Piece(text, place))

    def say_html(self, html: str, place: Place) -> None:
        """Note the words of rich text, and what it links and shows."""
        words = words_of(html or "")
        self.say(words.text, place)
        self.documents += [Linked(pk, place) for pk in words.documents]
        self.images += [Shown(pk, alt, False, place) for pk, alt in words.images]


def content_of(page: Page, children: Mapping[str, Iterable[models.Model]] | None = None) -> Content:
    """Walk a page. ``children`` replaces what the page holds of its own rows (files, questions), by relation."""
    content = Content()
    for item in page._meta.concrete_fields:
        if item.name in _PUBLIC_PAGE_FIELDS or item.model is not Page:
            _field(content, page, item, Place(field=item.name, words=_words(item)))
    for name, rows, label in _rows(page, children or {}):
        for at, row in enumerate(rows):
            place = Place(field=name, block=at, words=f"{label} {at + 1}")
            for item in row._meta.concrete_fields:
                _field(content, row, item, Place(place.field, at, item.name, f"{place.words} · {_words(item)}"))
    return content


def _rows(page: Page, given: Mapping[str, Iterable[models.Model]]) -> Iterator[tuple[str, list[models.Model], str]]:
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if relation.related_model._meta.app_label.startswith("wagtail"):
            continue  # comments of the desk, redirects: nothing that readers see
        rows = given[name] if name in given else getattr(page, name).all()
        yield name, list(rows), force_str(relation.related_model._meta.verbose_name)


def _words(item: models.Field) -> str:
    return force_str(item.verbose_name)


def _field(content: Content, row: models.Model, item: models.Field, place: Place) -> None:
    if isinstance(item, StreamField):
        _stream(content, getattr(row, item.name), place)
    elif isinstance(item, RichTextField):
        content.say_html(getattr(row, item.name), place)
    elif isinstance(item, models.ForeignKey):
        _reference(content, item.related_model, getattr(row, item.attname), place)
    elif isinstance(item, models.CharField | models.TextField) and not item.choices:
        content.say(getattr(row, item.attname), place)


def _reference(content: Content, model: type[models.Model], pk: int | None, place: Place) -> None:
    if pk and issubclass(model, AbstractDocument):
        content.documents.append(Linked(pk, place))
    elif pk and issubclass(model, AbstractImage):
        content.images.append(Shown(pk, "", True, place))  # its words are the template's matter


def _stream(content: Content, value: Any, place: Place) -> None:
    for at, child in enumerate(value or ()):
        words = f"{place.words} · {at + 1} ({force_str(child.block.label)})"
        _block(content, child.block, child.value, Place(place.field, at, "", words))


def _block(content: Content, block: blocks.Block, value: Any, place: Place) -> None:
    """One block and all below it; the place stays that of the block at the top, which the editor opens."""
    if value is None or isinstance(block, EditorNoteBlock):
        return  # a note never leaves the desk
    if isinstance(block, TypedTableBlock):
        _table(content, value, place)
    elif isinstance(value, AbstractImage):
        _picture(content, block, value, place)
    elif isinstance(value, AbstractDocument):
        content.documents.append(Linked(value.pk, place))
    elif isinstance(value, RichText):
        content.say_html(value.source, place)
    elif isinstance(value, str):
        if not isinstance(block, blocks.ChoiceBlock):
            content.say(value, place)
    else:
        for inner, inside in _inner(block, value):
            _block(content, inner, inside, place)


def _inner(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.StructBlock):
        yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, blocks.ListBlock):
        yield from ((child.block, child.value) for child in value.bound_blocks)
    elif isinstance(block, blocks.StreamBlock):
        yield from ((child.block, child.value) for child in value)


def _picture(content: Content, block: blocks.Block, image: AbstractImage, place: Place) -> None:
    alternative = (getattr(image, "contextual_alt_text", None) or "") if isinstance(block, ImageBlock) else ""
    decorative = bool(getattr(image, "decorative", False))
    name = f"{image.title}\n{image.filename}\n{image.description}"
    content.images.append(Shown(image.pk, alternative, decorative, place, name))
    content.say(alternative, place)


def _table(content: Content, table: TypedTable, place: Place) -> None:
    """Caption, headings and cells, row by row: a label in one cell says what the number in the next one is."""
    content.say(table.caption, place)
    content.say("\t".join(column["heading"] or "" for column in table.columns), place)
    for row in table.row_data:
        inner = Content()
        for column, value in zip(table.columns, row["values"], strict=False):
            _block(inner, column["block"], value, place)
        content.say("\t".join(piece.text for piece in inner.pieces), place)
        content.documents += inner.documents
        content.images += inner.images


# The hash

#: What is kept beside the content: where the page stands, who edits it, when.
_BESIDE = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "draft_title",
        "live",
        "has_unpublished_changes",
        "owner",
        "locked",
        "locked_at",
        "locked_by",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "alias_of",
        "wagtail_admin_comments",
        "show_in_menus",
        "page_ptr",
        "translation_key",
    }
)


def canonical(page: Page) -> bytes:
    """The content of a page in one fixed spelling: JSON with sorted keys, without what stands beside the content.

    Ids of blocks and of the page's own rows are left out: they change when nothing that is read changes.
    """
    data = {name: value for name, value in get_serializable_data_for_fields(page).items() if name not in _BESIDE}
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        beside = {"pk", relation.field.name}
        rows = () if name in _BESIDE else map(get_serializable_data_for_fields, getattr(page, name).all())
        data[name] = [{key: row[key] for key in row if key not in beside} for row in rows]
    plain = {name: _plain(page, name, value) for name, value in data.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def content_hash(page: Page) -> str:
    """SHA-256 of the canonical spelling."""
    return hashlib.sha256(canonical(page)).hexdigest()


def _plain(page: Page, name: str, value: Any) -> Any:
    """A StreamField is serialised as JSON in a string; an empty text and none are the same to a reader."""
    if isinstance(value, str) and isinstance(_field_of(page, name), StreamField):
        value = json.loads(value)
    return _without_ids(value)


def _field_of(page: Page, name: str) -> Any:
    return next((item for item in page._meta.concrete_fields if item.name == name), None)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        inner = value.items()
        block = "type" in value and "value" in value
        return {key: _without_ids(item) for key, item in inner if not (block and key == "id")}
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    return value
