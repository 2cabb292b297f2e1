"""Wagtail's PostgreSQL search, with words that its parser does not see: ``cms.search.words``.

The index asks each object for its search fields and each field for its value; here every field's value comes in words.
Queries are taken apart by ``cms.search.results.find``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from wagtail.search.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend
from wagtail.search.index import RelatedFields

from cms.search.words import for_index


class _InWords:
    """An object as its index entry sees it."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self.pk = thing.pk

    def get_search_fields(self) -> list[Any]:
        return [_in_words(field) for field in self.thing.get_search_fields()]


class WordIndex(PostgresIndex):
    """Takes text apart before PostgreSQL does."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [_InWords(thing) for thing in objs])


class SearchBackend(PostgresSearchBackend):
    """The setting ``WAGTAILSEARCH_BACKENDS`` names this module."""

    index_class = WordIndex


def _in_words(field: Any) -> Any:
    """The field, giving words instead of text."""
    ours = copy.copy(field)
    if isinstance(field, RelatedFields):
        ours.fields = [_in_words(each) for each in field.fields]
        ours.get_value = lambda thing: field.get_value(_plain(thing))
    else:
        ours.get_value = lambda thing: _words(field.get_value(_plain(thing)))
    return ours


def _plain(thing: Any) -> Any:
    return thing.thing if isinstance(thing, _InWords) else thing


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return for_index(value)
    if isinstance(value, list):
        return [_words(each) for each in value]
    if isinstance(value, dict):
        return {key: _words(each) for key, each in value.items()}
    return value
