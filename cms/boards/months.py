"""A month of a board's list: the way to what was written long ago."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

_FIRST_YEAR, _LAST_YEAR = 1990, 2200


@dataclass(frozen=True, slots=True)
class Month:
    """A year and, in it, a month; 0 for the whole year."""

    year: int
    number: int = 0

    @classmethod
    def read(cls, year: str, number: str) -> Month | None:
        """What was chosen; None for what is no year. What is no month is the whole year."""
        if not (year.isascii() and year.isdigit() and _FIRST_YEAR <= int(year[:5]) <= _LAST_YEAR):
            return None
        known = number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= 12
        return cls(int(year), int(number) if known else 0)

    @property
    def end(self) -> dt.datetime:
        """The moment after its last one, in Korea."""
        whole_year = self.number in (0, 12)
        first_after = dt.datetime(self.year + 1, 1, 1) if whole_year else dt.datetime(self.year, self.number + 1, 1)
        return timezone.make_aware(first_after)
