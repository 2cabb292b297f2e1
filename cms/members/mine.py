"""What a member finds of their own on their page (내 정보): rooms above sign up what they have.

    @shown_to_member(gettext_lazy("My posts"), order=100)
    def posts(user) -> Iterable[Link]: …

This room, being lower, knows nothing of posts and petitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Link:
    """Something of the member's own: what it is called, where it is, and in a few words how it stands."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one room has for the member's page."""

    label: Promise | str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Shower:
    label: Promise | str
    find: Callable[[Any], Iterable[Link]]
    order: int


_showers: dict[str, _Shower] = {}


def shown_to_member(
    label: Promise | str, *, order: int = 500
) -> Callable[[Callable[[Any], Iterable[Link]]], Callable[[Any], Iterable[Link]]]:
    """Sign up what a room shows a member of theirs: the latest few, and a link to all.

    :raises ImproperlyConfigured: when the function has signed up already.
    """

    def sign_up(find: Callable[[Any], Iterable[Link]]) -> Callable[[Any], Iterable[Link]]:
        name = f"{find.__module__}.{find.__qualname__}"
        if name in _showers:
            raise ImproperlyConfigured(f"{name} is shown to members already.")
        _showers[name] = _Shower(label, find, order)
        return find

    return sign_up


def shelves_of(user: Any) -> list[Shelf]:
    """All rooms' shelves for this person that hold something, in their order."""
    found = (
        Shelf(each.label, tuple(each.find(user))) for each in sorted(_showers.values(), key=lambda each: each.order)
    )
    return [shelf for shelf in found if shelf.links]
