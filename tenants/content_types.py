"""Content types kept by schema.

Django keeps them in one dictionary of the manager, shared by all threads and keyed by database alias; ids differ from
schema to schema, so one tenant's thread would be handed another's (django-tenants issue 290).
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections

Kept = dict[Any, ContentType]


class ContentTypesBySchema(MutableMapping[str, Kept]):
    """Stands in for ``ContentTypeManager._cache``: the same keys, a different shelf for every schema."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, str], Kept] = {}

    def __getitem__(self, using: str) -> Kept:
        return self._shelves[_shelf(using)]

    def __setitem__(self, using: str, kept: Kept) -> None:
        self._shelves[_shelf(using)] = kept

    def __delitem__(self, using: str) -> None:
        del self._shelves[_shelf(using)]

    def __iter__(self) -> Iterator[str]:
        return iter({using for using, _schema in self._shelves})

    def __len__(self) -> int:
        return len(self._shelves)

    def clear(self) -> None:
        """Forget every schema's: asked for after migrations, which may renumber any of them."""
        self._shelves = {}


def _shelf(using: str) -> tuple[str, str]:
    return using, connections[using].schema_name


def install() -> None:
    """Give the manager this shelf in place of its dictionary."""
    ContentType.objects._cache = ContentTypesBySchema()
