"""What readers must be told of a page wherever its words stand apart from it: in search results, in feeds.

Core knows no domain, so rooms above sign up with :func:`remarks_on_pages`. On the page itself they say it at length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

Remarks = Iterable[tuple[int, str]]
_rooms: list[Callable[[Collection[int]], Remarks]] = []


def remarks_on_pages(room: Callable[[Collection[int]], Remarks]) -> Callable[[Collection[int]], Remarks]:
    """Decorator: ``room(numbers of pages)`` gives number and sentence, for all of them at once."""
    if room not in _rooms:
        _rooms.append(room)
    return room


def remarks(pages: Collection[int]) -> dict[int, list[str]]:
    """By page; pages of which nothing is to be said are left out."""
    found: dict[int, list[str]] = defaultdict(list)
    for room in _rooms if pages else ():
        for page, sentence in room(pages):
            found[page].append(sentence)
    return dict(found)
