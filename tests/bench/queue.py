"""The desk's queues with 100,000 petitions, 40,000 of them open: queries, milliseconds, and how often the floor.

``python -m tests.bench.queue``; it makes a database of its own beside the one that it is led to. The floor is a view
of the same process that answers a fixed sentence behind the same middleware.
"""

import datetime as dt
import json
import os
import statistics
import sys
import time
from dataclasses import dataclass

CASES, OPEN = 100_000, 40_000
DEPARTMENTS, OFFICERS = 40, 200
AT_ONCE = 2_000
ROUNDS = 11
FLOOR = "/robots.txt"
QUEUES = {
    "mine": ("officer", "/admin/petitions/mine/"),
    "the department's": ("officer", "/admin/petitions/department/"),
    "the department's, overdue": ("officer", "/admin/petitions/department/?time=over"),
    "all": ("overseer", "/admin/petitions/all/"),
    "all, last page": ("overseer", "/admin/petitions/all/?p=800"),
    "all, overdue": ("overseer", "/admin/petitions/all/?time=over"),
    "all, due soon, one kind": ("overseer", "/admin/petitions/all/?time=soon&kind=법정"),
    "all, without an officer": ("overseer", "/admin/petitions/all/?watch=unassigned"),
    "all, closed ones too": ("overseer", "/admin/petitions/all/?show=all"),
    "by receipt number": ("overseer", "/admin/petitions/all/?number=B00000000042"),
    "first page of the desk": ("officer", "/admin/"),
    "statistics of the month": ("overseer", "/admin/petitions/statistics/?span=2026-10"),
}


@dataclass(frozen=True)
class Row:
    """One screen."""

    name: str
    queries: int
    milliseconds: float
    ratio: float


def main() -> int:
    """Measure, print, keep the figures in var/bench-queue.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    os.environ["DEBUG"] = "0"
    import django
    from django.conf import settings

    django.setup()
    from rich.console import Console
    from rich.table import Table

    from tests import database

    with database.own("bench_queue"):
        rows = measure()
    table = Table("screen", "queries", "ms", "× floor", title=f"Queues, {CASES:,} petitions, {OPEN:,} open")
    for row in rows:
        table.add_row(row.name, str(row.queries), f"{row.milliseconds:.0f}", f"{row.ratio:.0f}")
    Console(width=120).print(table)
    (settings.VAR_DIR / "bench-queue.json").write_text(json.dumps([vars(row) for row in rows], indent=1))
    return 0


def measure() -> list[Row]:
    """Fill, then each screen by whom it is for."""
    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.clients import TenantClient

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    town = onboard(row, lambda line: None, content=False)
    with tenant(town):
        people = _fill()
    clients = {name: TenantClient(town).login_as(person) for name, person in people.items()}
    floor = _median(clients["officer"], FLOOR)
    return [_row(name, clients[who], path, floor) for name, (who, path) in QUEUES.items()]


def _row(name: str, client, path: str, floor: float) -> Row:
    from tests.bench.pages import uncached_queries

    queries, milliseconds = len(uncached_queries(client, path)), _median(client, path)
    return Row(name, queries, milliseconds, milliseconds / floor)


def _median(client, path: str) -> float:
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    return statistics.median(times)


def _fill() -> dict:
    from django.contrib.auth import get_user_model
    from django.db import connection

    from cms.departments.models import Role
    from petitions.models import Case, Service
    from tests.factories.departments import DepartmentFactory
    from tests.factories.staff import staff

    departments = [DepartmentFactory(handles_petitions=number == 0) for number in range(DEPARTMENTS)]
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"o{number}", display_name=f"{number}번") for number in range(OFFICERS)
    )
    services = [
        Service(code=f"B-{number}", name=f"민원 {number}", department=department, kind="법정", period_amount=7)
        for number, department in enumerate(departments)
    ]
    for service in services:
        service.save()
    officer = staff("officer", Role.DEPARTMENT, departments=[departments[1]])
    users[1] = officer
    for start in range(0, CASES, AT_ONCE):
        Case.objects.bulk_create(
            _case(number, departments, users, services) for number in range(start, start + AT_ONCE)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"officer": officer, "overseer": staff("overseer", Role.DEPARTMENT, departments=[departments[0]])}


def _case(number: int, departments, users, services):
    """Every fourth open one has no officer yet; due dates lie from two weeks before today to three after."""
    from django.utils import timezone

    from petitions.models import Case

    is_open = number % 5 < 2
    taken = not is_open or number % 10 > 0
    arrived = timezone.now() - dt.timedelta(days=number % 30 if is_open else 30 + number % 300)
    return Case(
        number=f"B{number:011}",
        kind="법정" if number % 3 else "기타",
        service=services[number % DEPARTMENTS],
        department=departments[number % DEPARTMENTS],
        officer=users[number % OFFICERS] if taken else None,
        state="completed" if not is_open else "assigned" if taken else "received",
        period_amount=7,
        period_unit="days",
        arrived_at=arrived,
        received_at=arrived,
        clock_from=arrived,
        due_on=timezone.localdate() + dt.timedelta(days=number % 36 - 14),
        closed_at=None if is_open else arrived + dt.timedelta(days=5),
        policy_version=1,
        submission=f"{number:064}",
    )


if __name__ == "__main__":
    sys.exit(main())
