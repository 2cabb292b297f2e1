"""What is written down while the year goes by, for the report; what the database keeps is asked at the end."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Move:
    """A reorganisation that the schedule applied, and how many rows each room moved."""

    title: str
    day: dt.date
    counts: dict[str, int]


@dataclass(frozen=True)
class Gone:
    """Somebody who left; ``items`` are the things that went on the transfer list at once (the rest: the schedule)."""

    day: dt.date
    code: str
    who: str
    how: str
    name: str
    items: int


@dataclass(frozen=True)
class Holding:
    """What an open department holds at the end of a day."""

    name: str
    pages: int
    rules: int


@dataclass
class Diary:
    """Figures of each day, and events."""

    passes: int = 0
    doubled: int = 0
    reminded: int = 0  # today, so far
    mails: Counter[dt.date] = field(default_factory=Counter)
    overdue: dict[dt.date, int] = field(default_factory=dict)
    live: dict[dt.date, int] = field(default_factory=dict)
    dry: dict[str, dict[str, int]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    undone: int = 0
    proofs: int = 0
    checked: Counter[str] = field(default_factory=Counter)
    held: dict[dt.date, dict[str, Holding]] = field(default_factory=dict)
