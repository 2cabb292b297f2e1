"""A month of a board's list: the way to what was written long ago."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cms.core.typed import whole_number

_FIRST_YEAR, _LAST_YEAR = 1990, 2200


@dataclass(frozen=True, slots=True)
class Month:
    """A year and, in it, a month; 0 for the whole year."""

    year: int
    number: int = 0

    @classmethod
    def read(cls, year: str, number: str) -> Month | None:
        """What was chosen; None for what is no year. What is no month is the whole year."""
        found, month = whole_number(year), whole_number(number)
        if found is None or not _FIRST_YEAR <= found <= _LAST_YEAR:
            return None
        return cls(found, month if month is not None and 1 <= month <= 12 else 0)

    @property
    def end(self) -> dt.datetime:
        """The moment after its last one, in Korea."""
        whole_year = self.number in (0, 12)
        first_after = dt.datetime(self.year + 1, 1, 1) if whole_year else dt.datetime(self.year, self.number + 1, 1)
        return timezone.make_aware(first_after)
