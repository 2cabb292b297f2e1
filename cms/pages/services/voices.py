"""What other rooms have to say in the one message of a day (하루 한 통): they sign up, this room never imports them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

from django.utils.translation import ngettext

from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import working_days
from cms.pages.models.escalation import LONGEST_KIND
from cms.pages.services.hearers import People
from cms.pages.working_days import calendar

T = TypeVar("T")
MOST_SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A matter that is still open, as one person is told of it.

    ``late``: working days since its last day, None where that is not over; ``in_place``: told because whose turn it is
    cannot be reached.
    """

    matter: Any
    late: int | None
    in_place: bool


@dataclass(frozen=True)
class Part:
    """A part of a message: ``headline`` stands in its subject, ``text`` and ``html`` name the templates.

    Both templates are given ``lines``, of very many the first :data:`MOST_SHOWN`, and below them stands how many more
    there are: a letter of five thousand lines is read by nobody.
    """

    headline: str
    text: str
    html: str
    lines: list[dict[str, Any]]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Those that stand in the message."""
        return self.lines[:MOST_SHOWN]

    @property
    def rest(self) -> str:
        """That there are more; '' where all are shown."""
        more = len(self.lines) - len(self.shown)
        return ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more} if more else ""


class Voice(Protocol):
    """A room's voice. A matter has a key that says what it is about and which round of it: a new round is told anew."""

    kind: str

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Any]:
        """What is open on a day and may have reached a step, by key; of these keys alone where they are given."""

    def last_day(self, matter: Any) -> dt.date:
        """The day by which it is to be done."""

    def steps(self, matter: Any, day: dt.date, known: Calendar) -> Iterable[int]:
        """The steps that it has reached; each is told once."""

    def hearers(self, matter: Any, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """Who is told of a step, and as what; ``without`` are left out, and where nobody is left it is empty."""

    def part(self, lines: list[Line]) -> Part:
        """What the message says of them, in the language at hand."""


_voices: dict[str, Voice] = {}


def told_in_digest(voice: type[T]) -> type[T]:
    """Class decorator: a room's voice in the day's message.

    :raises ValueError: for a kind that is taken, or too long to be written down with what was said.
    """
    it: Any = voice()
    if it.kind in _voices:
        raise ValueError(f"two voices for {it.kind}")
    if len(it.kind) > LONGEST_KIND:
        raise ValueError(f"{it.kind} has more than {LONGEST_KIND} characters")
    _voices[it.kind] = it
    return voice


def voices() -> Iterator[Voice]:
    """In one order, always."""
    return iter([_voices[kind] for kind in sorted(_voices)])


def lateness(today: dt.date) -> Callable[[dt.date], int | None]:
    """Working days since a day, counted once for all that was due on it; None where it is not over."""
    known = calendar(today)

    @cache
    def late(due_on: dt.date) -> int | None:
        return working_days(due_on, today, known) if today > due_on else None

    return late
