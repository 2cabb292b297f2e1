"""100,000 petitions closed anew under another DATA_KEY: how long it takes, and that a killed run is gone on with.

Part of ``make bench``, and ``python -m tests.bench.rotation`` alone; it makes a database of its own beside the one that
it is led to. Read the ratio: the floor opens and closes the same values in memory, without a database.
"""

import datetime as dt
import json
import os
import signal
import sys
import time
from dataclasses import dataclass

CASES = 100_000
AT_ONCE = 2_000
SAMPLE = 500
FIELDS = ("name", "email", "telephone", "address", "title", "body", "answers")


@dataclass(frozen=True)
class Rotated:
    """Seconds of each part, a process's start among them."""

    cases: int
    floor: float
    killed_after: float
    done_when_killed: int
    the_rest: float
    nothing_left: float
    check: float

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return (self.killed_after + self.the_rest) / self.floor


def main() -> int:
    """Measure, print, keep the figures in var/bench-rotation.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django
    from django.conf import settings

    django.setup()
    from django.test.utils import override_settings
    from rich.console import Console
    from rich.table import Table

    from cms.settings.test import DATA_KEY
    from tests import database

    with database.own("bench_rotation"), override_settings(DATA_KEY=DATA_KEY, DATA_KEY_FALLBACKS=()):
        row = measure()
    titles = (
        "petitions",
        "floor, s",
        "killed after, s",
        "done by then",
        "the rest, s",
        "× floor",
        "again, s",
        "check, s",
    )
    table = Table(*titles, title="A change of DATA_KEY")
    table.add_row(
        f"{row.cases:,}", f"{row.floor:.1f}", f"{row.killed_after:.1f}", f"{row.done_when_killed:,}",
        f"{row.the_rest:.1f}", f"{row.ratio:.1f}", f"{row.nothing_left:.1f}", f"{row.check:.1f}",
    )  # fmt: skip
    Console(width=160).print(table)
    (settings.VAR_DIR / "bench-rotation.json").write_text(json.dumps(vars(row), indent=1))
    return 0


def measure() -> Rotated:
    """Fill, rotate until half is done, kill, go on, look whether anything is left."""
    from django.db import connection

    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    town = onboard(row, lambda line: None, content=False)
    name = connection.settings_dict["NAME"]
    with tenant(town):
        floor = _fill()
    killed_after, done = _killed_halfway(name)
    the_rest = _run(name)
    nothing_left, check = _run(name), _run(name, "--check")
    return Rotated(CASES, floor, killed_after, done, the_rest, nothing_left, check)


def _fill() -> float:
    """The petitions; how long the same values take in memory."""
    from django.db import connection

    from petitions.models import Case
    from tests.factories.departments import DepartmentFactory

    department = DepartmentFactory()
    for start in range(0, CASES, AT_ONCE):
        Case.objects.bulk_create(_case(Case, number, department) for number in range(start, start + AT_ONCE))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE petitions_case")
    return _floor(Case)


def _case(model, number: int, department):
    from cms.core.encryption import blind_index

    said = {
        "name": f"홍길동{number}",
        "email": f"citizen{number}@example.kr",
        "telephone": f"010-0000-{number:06}",
        "address": "경기도 안양시 동안구 시민대로 235",
        "title": "보도블록이 깨져 있습니다",
        "body": "시청 앞 보도블록이 깨져서 휠체어가 지나갈 수 없습니다. 확인 부탁드립니다. " * 8,
        "answers": '{"place": "시청 앞"}',
    }
    return model(
        number=f"B{number:011}",
        kind="기타",
        department=department,
        period_amount=7,
        period_unit="days",
        arrived_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
        policy_version=1,
        submission=f"{number:064}",
        email_index=blind_index(said["email"], "petitions.email"),
        telephone_index=blind_index(said["telephone"].replace("-", ""), "petitions.telephone"),
        **said,
    )


def _floor(model) -> float:
    """Seconds to open and close all of it, reckoned from some of it."""
    from cms.core.encryption import seal, unseal

    fields = [model._meta.get_field(name) for name in FIELDS]
    some = list(model.objects.order_by("pk")[:SAMPLE])
    closed = [[(seal(getattr(case, field.name), field.place), field.place) for field in fields] for case in some]
    begun = time.perf_counter()
    for values in closed:
        for value, place in values:
            seal(unseal(value, place), place)
    return (time.perf_counter() - begun) * CASES / SAMPLE


def _killed_halfway(database: str) -> tuple[float, int]:
    from tests.privacy.rotating import started

    begun, process = time.perf_counter(), started(database)
    while process.poll() is None and _done() < CASES // 2:
        time.sleep(0.2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    if process.returncode != -signal.SIGKILL:
        raise RuntimeError("It was over before it could be killed.")
    return time.perf_counter() - begun, _done()


def _done() -> int:
    """Petitions under the new key, as another connection sees them."""
    from django.db import connection

    from cms.core.encryption import key_id
    from tests.privacy.rotating import NEW_KEY

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench.petitions_case WHERE name LIKE %s", [f"v1.{key_id(NEW_KEY)}.%"])
        return int(cursor.fetchone()[0])


def _run(database: str, *arguments: str) -> float:
    from tests.privacy.rotating import started

    begun = time.perf_counter()
    process = started(database, *arguments)
    said, error = process.communicate()
    if process.returncode:
        raise RuntimeError(said + error)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
