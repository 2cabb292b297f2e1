"""Content types kept by schema.

Django keeps them in one dictionary of the manager, shared by all threads and keyed by database alias; ids differ from
schema to schema, so one tenant's thread would be handed another's (django-tenants issue 290). They are also read all at
once where Django asks for one after the other: a page of a process that has just begun would ask three times.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections


class Shelf(dict[Any, ContentType]):
    """The types of one schema, by id and by name; filled in one query when the first of them is missing."""

    def __init__(self, using: str) -> None:
        super().__init__()
        self._using = using
        self._filled = False

    def __missing__(self, key: Any) -> ContentType:
        """:raises KeyError: when the schema has no such type; the manager then asks for it, or makes it."""
        if self._filled:
            raise KeyError(key)
        self._filled = True
        for found in ContentType._base_manager.using(self._using):
            self[found.pk] = self[found.natural_key()] = found
        return self[key]


class ContentTypesBySchema(MutableMapping[str, Shelf]):
    """Stands in for ``ContentTypeManager._cache``: the same keys, a different shelf for every schema."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, str], Shelf] = {}

    def __getitem__(self, using: str) -> Shelf:
        return self._shelves.setdefault(_shelf(using), Shelf(using))

    def __setitem__(self, using: str, kept: Shelf) -> None:
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
    """Give the manager this shelf in place of its dictionary.

    The one that the model declares, too: Django hands out copies of it, and makes new ones when a model is added.
    """
    shelves = ContentTypesBySchema()
    for manager in (ContentType.objects, *ContentType._meta.local_managers):
        manager._cache = shelves
