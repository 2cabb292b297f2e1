"""Proving a register of 100,000 rows: ``python -m tests.bench.chain``.

Makes a database of its own beside the one that it is led to. Seconds mean something on one machine alone; read the
ratio to the floor, which reads the same rows over the same connection and proves nothing.
"""

import os
import sys
import time
from collections.abc import Callable

ROWS, AT_ONCE = 100_000, 2_000


def main() -> int:
    """Write the rows, prove them, alter one byte with the triggers switched off, prove again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from rich.console import Console
    from rich.table import Table

    from tenants.context import tenant
    from tenants.models import Municipality
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests import database

    table = Table("what", "seconds", "× floor", "found", title=f"A register of removals with {ROWS:,} rows")
    with database.own(f"bench_chain_{os.getpid()}"):
        row = MunicipalityRow("bench", "벤치시", "Bench", "시", "bench.localhost", "anyang", ("ko",))
        onboard(row, lambda line: None, content=False)
        with tenant(Municipality.objects.get(slug="bench")):
            written, _nothing = _timed(_write)
            floor, _nothing = _timed(_read)
            proven, verdict = _timed(_prove)
            _alter()
            found, broken = _timed(_prove)
    table.add_row("written", f"{written:.1f}", f"{written / floor:.1f}", "")
    table.add_row("floor: read", f"{floor:.2f}", "1.0", "")
    table.add_row(
        "proven", f"{proven:.2f}", f"{proven / floor:.1f}", f"{verdict.number:,} rows, {verdict.faults or 'sound'}"
    )
    table.add_row("one byte altered", f"{found:.2f}", f"{found / floor:.1f}", " ".join(broken.faults))
    Console(width=140).print(table)
    return 0 if verdict.holds and len(broken.faults) == 1 else 1


def _timed(run: Callable) -> tuple[float, object]:
    begun = time.perf_counter()
    found = run()
    return time.perf_counter() - begun, found


def _write() -> None:
    from django.utils import timezone

    from cms.moderation.models import ModerationRegister, RegisterAct
    from cms.moderation.services.registering import CHAIN

    grounds = [
        {"number": 5, "article": "제6조제2항제5호", "text": "영리목적의 상업성 광고, 저작권을 침해할 수 있는 내용"}
    ]
    for start in range(0, ROWS, AT_ONCE):
        CHAIN.append(
            [
                ModerationRegister(
                    act=RegisterAct.PUBLISHED,
                    at=timezone.now(),
                    board="자유게시판",
                    address=f"https://bench.example.kr/free/{start + number}/",
                    posted_at=timezone.now(),
                    grounds=grounds,
                    reason="영리 목적의 대출 광고를 게시하였습니다.",
                    decided_as="홈페이지담당부서의 장",
                    actor_name="김주무",
                    way="desk",
                    evidence_digest="0" * 64,
                    policy_version=1,
                    facts={"article": "제6조제2항"},
                )
                for number in range(AT_ONCE)
            ]
        )


def _read() -> int:
    from cms.moderation.models import ModerationRegister
    from cms.moderation.services.registering import SEALED

    rows = ModerationRegister.objects.order_by("number").values(*SEALED, "own_hash")
    return sum(1 for _row in rows.iterator(chunk_size=AT_ONCE))


def _prove():
    from cms.moderation.verify import verify

    return verify()


def _alter() -> None:
    from django.db import connection

    table = "moderation_moderationregister"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET reason = reason || ' ' WHERE number = %s", [ROWS - 1])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


if __name__ == "__main__":
    sys.exit(main())
