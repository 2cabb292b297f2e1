"""What the search of the whole site finds beside pages and departments: rooms above sign up theirs.

    register_search_source("services", gettext_lazy("Petition services"), find_services)

``find(query, request)`` gives rows for the component ``search_result``, the best first, in the language of the request.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.functional import Promise

Row = dict[str, Any]  # title, url, path, excerpt, department, date
Find = Callable[[str, HttpRequest], Sequence[Row]]


@dataclass(frozen=True)
class Source:
    """A scope of its own, and what is found in it."""

    scope: str
    title: Promise | str
    find: Find


_sources: dict[str, Source] = {}


def register_search_source(scope: str, title: Promise | str, find: Find) -> None:
    """Sign up a source.

    :raises ImproperlyConfigured: when the scope is taken.
    """
    if scope in _sources:
        raise ImproperlyConfigured(f"There is a search scope {scope} already.")
    _sources[scope] = Source(scope, title, find)


def sources() -> list[Source]:
    """All sources, in the order of their signing up."""
    return list(_sources.values())
