"""Where departments are named within the JSON of a page: its own column, its children, blocks of its streams.

The JSON is that of a revision, which is also what translations are made from; a stream stands in it as text.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField

from cms.departments.models import Department
from cms.pages.blocks import DepartmentChooserBlock

Place = tuple[str, int]  # path within the document, department


def in_document(model: type[Model], document: dict[str, Any]) -> Iterator[Place]:
    """All places in the serialised form of a page of this model."""
    for name in department_fields(model):
        if isinstance(document.get(name), int):
            yield name, document[name]
    for relation in get_all_child_relations(model):
        for entry, names in _children(document.get(relation.get_accessor_name()), relation.related_model):
            yield from ((f"{relation.get_accessor_name()}/{entry[0]}/{name}", entry[1][name]) for name in names)
    for name, block in stream_fields(model).items():
        yield from (
            (f"{name}/{path}", department) for path, department in in_stream(block, _opened(document.get(name)))
        )


def in_stream(block: blocks.Block, value: Any) -> Iterator[Place]:
    """All places in the raw value of a block."""
    if isinstance(block, DepartmentChooserBlock):
        if isinstance(value, int):
            yield "", value
        return
    for part, child, inner in _inside(block, value):
        if names_departments(child):
            for path, department in in_stream(child, inner):
                yield f"{part}/{path}".rstrip("/"), department


def department_fields(model: type[Model]) -> tuple[str, ...]:
    """The foreign keys of a model that lead to a department."""
    return tuple(field.name for field in model._meta.concrete_fields if field.related_model is Department)


def stream_fields(model: type[Model]) -> dict[str, blocks.Block]:
    """The streams of a page type in which a department can be chosen."""
    return _streams_of(model._meta.label_lower)


@cache
def _streams_of(name: str) -> dict[str, blocks.Block]:
    model = apps.get_model(name)
    streams = {
        field.name: field.stream_block for field in model._meta.concrete_fields if isinstance(field, StreamField)
    }
    return {name: block for name, block in streams.items() if names_departments(block)}


def names_departments(block: blocks.Block) -> bool:
    """True for a block with a department somewhere in it."""
    if isinstance(block, DepartmentChooserBlock):
        return True
    if isinstance(block, blocks.ListBlock):
        return names_departments(block.child_block)
    return any(names_departments(child) for child in getattr(block, "child_blocks", {}).values())


def _inside(block: blocks.Block, value: Any) -> Iterator[tuple[str, blocks.Block, Any]]:
    """The parts of a compound block: how a path names each, its block, its raw value."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        yield from ((name, child, value[name]) for name, child in block.child_blocks.items() if name in value)
    elif isinstance(block, blocks.ListBlock | blocks.StreamBlock) and isinstance(value, list):
        for place, entry in enumerate(value):
            if isinstance(entry, dict) and "value" in entry:
                child = (
                    block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks.get(entry["type"])
                )
                if child:
                    yield f"{_name(place, entry)}/value", child, entry["value"]


def _children(entries: Any, model: type[Model]) -> Iterator[tuple[tuple[str, dict[str, Any]], list[str]]]:
    names = department_fields(model)
    for place, entry in enumerate(entries or ()):
        yield (_name(place, entry), entry), [name for name in names if isinstance(entry.get(name), int)]


def _name(place: int, entry: dict[str, Any]) -> str:
    identity = entry.get("id") or entry.get("pk")
    return f"#{identity}" if identity else str(place)


def _opened(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value else value
