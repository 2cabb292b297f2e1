"""Months and quarters."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.dates import month_name

_WRITTEN = re.compile(r"(?P<year>\d{4})-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """A month (``2026-11``) or a quarter (``2026-Q4``), from ``first`` to ``last``, both in it."""

    year: int
    month: int  # the first
    months: int = 1

    @classmethod
    def parse(cls, written: str) -> Period:
        """:raises ValueError: with a sentence, for what is neither a month nor a quarter."""
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError(_("“%(written)s” is no period: write 2026-11 or 2026-Q4.") % {"written": written})
        if found["quarter"]:
            return cls(int(found["year"]), int(found["quarter"]) * 3 - 2, 3)
        return cls(int(found["year"]), int(found["month"]))

    @classmethod
    def month_of(cls, day: dt.date) -> Period:
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def quarter(self) -> Period:
        """The quarter in which it begins."""
        return Period(self.year, (self.month - 1) // 3 * 3 + 1, 3)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return self.next_month.first - DAY

    @property
    def next_month(self) -> Period:
        """The month after its end."""
        after = self.month + self.months
        return Period(self.year + (after - 1) // 12, (after - 1) % 12 + 1)

    @property
    def parts(self) -> list[Period]:
        """The months of a quarter; none of a month."""
        return [Period(self.year, self.month + number) for number in range(3)] if self.months > 1 else []

    def label(self) -> str:
        """2026년 11월, 2026년 4분기."""
        if self.months == 1:
            return month_name(self.first)
        return _("Quarter %(quarter)d of %(year)d") % {"quarter": self.month // 3 + 1, "year": self.year}

    def __str__(self) -> str:
        return f"{self.year}-Q{self.month // 3 + 1}" if self.months > 1 else f"{self.year}-{self.month:02}"
