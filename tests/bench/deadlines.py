"""How long 100,000 deadlines take on one core: ``python -m tests.bench.deadlines``."""

import datetime
import random
import time

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


def measure_deadlines() -> dict[str, float]:
    """Seconds of processor time for 100,000 deadlines of each kind, every fourth with a pause."""
    calendar = Calendar(holiday_source.public_holidays(2020, 2030), (2020, 2030))
    start = datetime.datetime(2024, 1, 1, tzinfo=SEOUL)
    seconds = {}
    for name, periods in PERIODS.items():
        chance = random.Random(name)
        cases = []
        for n in range(COUNT):
            received = start + datetime.timedelta(minutes=chance.randrange(3 * 365 * 1440))
            later = received + datetime.timedelta(days=2)
            pauses = [] if n % 4 else [Pause(later, later + datetime.timedelta(days=3))]
            cases.append((received, chance.choice(periods), pauses))
        begun = time.process_time()
        for received, period, pauses in cases:
            deadline(received, period, calendar, pauses)
        seconds[name] = time.process_time() - begun
    return seconds


if __name__ == "__main__":
    for name, seconds in measure_deadlines().items():
        print(f"{COUNT:,} deadlines, {name}: {seconds:.1f} s")
