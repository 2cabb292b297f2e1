"""243 municipalities with 100 pages each: what one round of the schedule costs.

Part of ``make bench``, and ``python -m tests.bench.schedule`` alone; it makes a database of its own beside the one that
it is led to, in a minute or two. Read the ratios: the floor is the choice of each municipality's schema and one
question for nothing, over the same connection. Messages are written and handed over to the process's memory: how long
a mail server takes is its own matter.
"""

import datetime as dt
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

#: An ordinary Wednesday; the pages were confirmed so long before.
DAY = dt.date(2026, 11, 25)
IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"
KST = dt.timezone(dt.timedelta(hours=9))


@dataclass(frozen=True)
class Measured:
    """One round: seconds, how many times the floor, queries a municipality, acts run and failed, the slowest acts."""

    name: str
    seconds: float
    ratio: float
    queries: float
    acts: int
    failed: int
    slowest: str


def main() -> int:
    """Measure, print, keep the figures in var/bench-schedule.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django
    from django.conf import settings

    django.setup()
    from django.test.utils import override_settings
    from rich.console import Console
    from rich.table import Table

    from tests.bench.many import many_municipalities

    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)  # twins have no files of their own, which is said of each
    try:
        begun = time.perf_counter()
        with many_municipalities() as count, override_settings(EMAIL_BACKEND=IN_MEMORY):
            print(f"{count} municipalities stand after {time.perf_counter() - begun:.0f} s.", flush=True)
            rows = measure(count)
    finally:
        logging.disable(disabled)
    title = f"{count} municipalities with 100 pages each, one round of the schedule"
    table = Table("round", "seconds", "× floor", "queries each", "tasks", "failed", "where the time went", title=title)
    for row in rows:
        figures = (f"{row.seconds:.1f}", f"{row.ratio:.1f}", f"{row.queries:.1f}", str(row.acts), str(row.failed))
        table.add_row(row.name, *figures, row.slowest)
    Console(width=160).print(table)
    (settings.VAR_DIR / "bench-schedule.json").write_text(json.dumps([vars(row) for row in rows], indent=1))
    return 0


def measure(count: int) -> list[Measured]:
    """A night, an idle minute, and the next day with every page overdue."""
    import time_machine

    floor = _timed(_floor)[0]
    rows = [Measured("floor", floor, 1.0, 1.0, 0, 0, "")]

    def look(name: str, hour: int, minute: int, day: dt.date = DAY) -> None:
        with time_machine.travel(dt.datetime.combine(day, dt.time(hour, minute), KST), tick=True):
            rows.append(_round(name, floor, count))

    look("the first night, everything for the first time", 3, 5)
    look("an idle minute", 3, 6)
    _make_everything_overdue()
    look("midnight, all pages overdue", 0, 1, DAY + dt.timedelta(1))
    look("the night: links, register, look through", 3, 5, DAY + dt.timedelta(1))
    look("nine o'clock: reminders and mail", 9, 0, DAY + dt.timedelta(1))
    look("an idle minute", 9, 1, DAY + dt.timedelta(1))
    return rows


def _round(name: str, floor: float, count: int) -> Measured:
    from tenants.services.due import run_due

    with _queries() as asked:
        seconds, outcomes = _timed(run_due)
    spent: Counter[str] = Counter()
    for outcome in outcomes:
        spent[outcome.act] += outcome.seconds
        if outcome.error:
            print(outcome.municipality, outcome.act, outcome.error, file=sys.stderr)
    slowest = ", ".join(f"{act} {took:.1f} s" for act, took in spent.most_common(4))
    failed = sum(1 for outcome in outcomes if outcome.error)
    return Measured(name, seconds, seconds / floor, len(asked) / count, len(outcomes), failed, slowest)


@contextmanager
def _queries():
    from django.db import connection

    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def _floor() -> None:
    from django.db import connection

    from tenants.context import platform, tenant
    from tenants.models import Municipality

    with platform():
        every = list(Municipality.objects.all())
    for municipality in every:
        with tenant(municipality), connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM django_content_type)")
            cursor.fetchone()


def _make_everything_overdue() -> None:
    from cms.pages.models import PageRecord
    from tenants.context import platform, tenant
    from tenants.models import Municipality

    with platform():
        every = list(Municipality.objects.all())
    for municipality in every:
        with tenant(municipality):
            PageRecord.objects.update(confirmed_at=dt.datetime.combine(DAY - dt.timedelta(400), dt.time(9), KST))


def _timed(act: Callable) -> tuple[float, object]:
    begun = time.perf_counter()
    result = act()
    return time.perf_counter() - begun, result


if __name__ == "__main__":
    sys.exit(main())
