"""How long 100,000 deadlines take on one core: ``python -m tests.bench.deadlines``.

Seconds mean something on one machine alone; read the ratio to the floor, the same number of additions of a
span to a time, measured in the same run. A deadline walks from day to day and keeps a row for each, so the
ratio grows with the days of a period.
"""

import datetime
import random
import time
from dataclasses import dataclass

from cms.ordinance import holiday_source
from cms.ordinance.calendar import SEOUL, Calendar
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import Pause, Period, Unit

COUNT = 100_000
PERIODS = {
    "immediate": [Period(1, Unit.IMMEDIATE)],
    "1 to 5 days, in hours": [Period(days, Unit.DAYS) for days in range(1, 6)],
    "7 and 14 days": [Period(7, Unit.DAYS), Period(14, Unit.DAYS)],
    "30 days": [Period(30, Unit.DAYS)],
    "3 months": [Period(3, Unit.MONTHS)],
}


@dataclass(frozen=True)
class Measured:
    """Processor time of 100,000 deadlines of one kind, and how many times the floor that is."""

    name: str
    seconds: float
    ratio: float


def measure_deadlines() -> list[Measured]:
    """Every fourth petition has a pause of three days."""
    calendar = Calendar(holiday_source.public_holidays(2020, 2030), (2020, 2030))
    floor = _floor()
    found = []
    for name, periods in PERIODS.items():
        chance = random.Random(name)
        cases = [(*_petition(chance, number), chance.choice(periods)) for number in range(COUNT)]
        begun = time.process_time()
        for received, pauses, period in cases:
            deadline(received, period, calendar, pauses)
        seconds = time.process_time() - begun
        found.append(Measured(name, seconds, seconds / floor))
    return found


def _floor() -> float:
    """Seconds of 100,000 additions to a time with a zone."""
    start, span = datetime.datetime(2024, 1, 1, tzinfo=SEOUL), datetime.timedelta(days=7)
    begun = time.process_time()
    for _number in range(COUNT):
        start + span
    return time.process_time() - begun


def _petition(chance: random.Random, number: int) -> tuple[datetime.datetime, list[Pause]]:
    received = datetime.datetime(2024, 1, 1, tzinfo=SEOUL) + datetime.timedelta(minutes=chance.randrange(3 * 525_600))
    later = received + datetime.timedelta(days=2)
    return received, [] if number % 4 else [Pause(later, later + datetime.timedelta(days=3))]


if __name__ == "__main__":
    for row in measure_deadlines():
        print(f"{COUNT:,} deadlines, {row.name}: {row.seconds:.1f} s, {row.ratio:.0f} × the floor")
