"""Pages of a list by the place where the last one ended, not by counting: page 50,000 costs what page 1 does.

A place is when a post was written and its number. Who goes on from there meets each post once, also while new ones are
written: those stand before the place, and none moves across it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_WRITTEN = re.compile(r"([0-9a-f]{1,14})-([0-9a-f]{1,15})", re.ASCII)
_OLDEST_FIRST = ("posted_at", "pk")
_NEWEST_FIRST = ("-posted_at", "-pk")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Between two posts of a list."""

    at: dt.datetime
    pk: int

    @classmethod
    def of(cls, row: Any) -> Place:
        """Where a row stands."""
        return cls(row.posted_at, row.pk)

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place of an address; None for what is none."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            return None
        try:
            return cls(_EPOCH + dt.timedelta(microseconds=int(written[1], 16)), int(written[2], 16))
        except OverflowError:
            return None

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // dt.timedelta(microseconds=1):x}-{self.pk:x}"


@dataclass(frozen=True, slots=True)
class Slice:
    """One page, the newest first, and whether the list goes on to either side."""

    rows: Sequence[Any] = ()
    has_newer: bool = False
    has_older: bool = False

    @property
    def newer(self) -> Place | None:
        """From where newer ones follow."""
        return Place.of(self.rows[0]) if self.rows and self.has_newer else None

    @property
    def older(self) -> Place | None:
        """From where older ones follow."""
        return Place.of(self.rows[-1]) if self.rows and self.has_older else None


def older_than(rows: QuerySet, place: Place) -> QuerySet:
    """Those behind a place."""
    return rows.filter(TupleLessThan(_place(), (place.at, place.pk)))


def newer_than(rows: QuerySet, place: Place) -> QuerySet:
    """Those before it."""
    return rows.filter(TupleGreaterThan(_place(), (place.at, place.pk)))


def page_of(rows: QuerySet, size: int, *, before: Place | None = None, after: Place | None = None) -> Slice:
    """The ``size`` rows that are older than ``before``, or the nearest newer than ``after``; else the newest of all.

    Two queries at most, whatever the place.
    """
    if after is not None:
        found = list(newer_than(rows, after).order_by(*_OLDEST_FIRST)[: size + 1])
        shown = found[size - 1 :: -1] if len(found) > size else found[::-1]
        return Slice(shown, len(found) > size, bool(shown) and older_than(rows, Place.of(shown[-1])).exists())
    behind = rows if before is None else older_than(rows, before)
    found = list(behind.order_by(*_NEWEST_FIRST)[: size + 1])
    shown = found[:size]
    has_newer = before is not None and bool(shown) and newer_than(rows, Place.of(shown[0])).exists()
    return Slice(shown, has_newer, len(found) > size)


def _place() -> Tuple:
    return Tuple(F("posted_at"), F("pk"))
