"""The simulated clock: it stands still between acts and is moved by hand."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine

from cms.pages.working_days import calendar

SEOUL = dt.timezone(dt.timedelta(hours=9))
ONE = dt.timedelta(days=1)


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """That minute in Korea."""
    return dt.datetime.combine(day, dt.time(hour, minute), SEOUL)


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """From the one to the other, both in it."""
    return (first + number * ONE for number in range((last - first).days + 1))


def works(day: dt.date) -> bool:
    """Whether offices are open: neither a weekend nor a holiday of Korea."""
    return calendar(day).is_working_day(day)


class Clockwork:
    """``at(day, hour, minute)`` is now from then on."""

    def __init__(self, travel: time_machine.Traveller):
        self.travel = travel

    def at(self, day: dt.date, hour: int, minute: int = 0) -> None:
        self.travel.move_to(moment(day, hour, minute), tick=False)


@contextmanager
def clockwork(start: dt.date) -> Iterator[Clockwork]:
    """Time stands at nine in the morning of a day."""
    with time_machine.travel(moment(start, 9), tick=False) as travel:
        yield Clockwork(travel)
