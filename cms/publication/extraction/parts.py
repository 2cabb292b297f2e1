"""What is read of a file: pieces of text with their places, and the places of which nothing could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cms.publication.extraction.limits import Locked, Old, TooLarge

#: Why nothing could be read, the gravest first.
LOCKED, TOO_LARGE, BROKEN, OLD, NO_TEXT = "locked", "too_large", "broken", "old", "no_text"
GRAVEST = (LOCKED, TOO_LARGE, BROKEN, OLD, NO_TEXT)


@dataclass(frozen=True, slots=True)
class Part:
    """Text at a place: a page of a PDF, a sheet, a file within an archive."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A place of which nothing could be read, and why."""

    place: str
    state: str


Parts = Iterator[Part | Unread]
#: Reads a file inside a file: its name and its content.
Nested = Callable[[str, bytes], Parts]


def attempt(place: str, read: Callable[[], Parts]) -> Parts:
    """What comes before a failure stays, and the failure takes its place: one bad page does not hide the others."""
    try:
        yield from read()
    except Locked:
        yield Unread(place, LOCKED)
    except (TooLarge, MemoryError, RecursionError):
        yield Unread(place, TOO_LARGE)
    except Old:
        yield Unread(place, OLD)
    except Exception:  # a hostile file may raise anything at all in a library
        yield Unread(place, BROKEN)


def within(name: str, parts: Parts) -> Parts:
    """The parts of a file inside a file, by its name; one that says nothing at all is unread."""
    silent = True
    for each in parts:
        silent = silent and isinstance(each, Part) and not each.text.strip()
        yield replace(each, place=f"{name} {each.place}".strip())
    if silent:
        yield Unread(name, NO_TEXT)
