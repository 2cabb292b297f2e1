"""What the search of the whole site finds beside pages and departments: rooms above sign up theirs.

    register_search_source("services", gettext_lazy("Petition services"), find_services)

``find(query, request)`` gives rows for the component ``search_result``, the best first, in the language of the request.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.functional import Promise

Addresses = Callable[[HttpRequest], Sequence[Mapping[str, str]]]
Row = dict[str, Any]  # title, url, path, excerpt, department, date
Find = Callable[[str, HttpRequest], Sequence[Row]]


@dataclass(frozen=True)
class Source:
    """A scope of its own, and what is found in it."""

    scope: str
    title: Promise | str
    find: Find


_sources: dict[str, Source] = {}
_addresses: dict[str, Addresses] = {}


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


def register_addresses(name: str, find: Addresses) -> None:
    """Sign up addresses below pages for the XML sitemap: of each thing its address by language.

    :raises ImproperlyConfigured: when the name is taken.
    """
    if name in _addresses:
        raise ImproperlyConfigured(f"There are addresses {name} in the sitemap already.")
    _addresses[name] = find


def addresses_below_pages(request: HttpRequest) -> list[Mapping[str, str]]:
    """All of them."""
    return [each for find in _addresses.values() for each in find(request)]
