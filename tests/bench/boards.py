"""A board with a million posts: list, deep page, jump to a month, search, a post with 200 comments, and writing.

``python -m tests.bench.boards [--count N]``, also part of ``make bench``; it makes a database of its own beside the one
that it is led to. The floor is a view of the same process that answers a fixed sentence behind the same middleware. How
the board is filled says ``boards_filling``, how writing is measured ``boards_writing``.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.boards_filling import COMMENTS, COMMON, RARE, SELDOM, SHARES, USUAL, fill
from tests.bench.boards_writing import measure_writing

POSTS = 1_000_000
ROUNDS = 15
FLOOR = "/robots.txt"
BOARD = "/bench-board/"


@dataclass(frozen=True)
class Row:
    """One page: what it asks the database, in how long, and how long all of it takes."""

    name: str
    queries: int
    sql: float
    milliseconds: float
    ratio: float


def main(count: int = POSTS) -> int:
    """Measure, print, keep the figures in var/bench-boards.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    os.environ["DEBUG"] = "0"
    import django
    from django.conf import settings

    django.setup()
    from rich.console import Console
    from rich.table import Table

    from tests import database

    with database.own("bench_boards"):
        rows, written = measure(count)
    title = f"A board with {count:,} posts, medians of {ROUNDS}"
    table = Table("page", "queries", "SQL, ms", "ms", "× floor", title=title)
    for row in rows:
        figures = (str(row.queries), f"{row.sql:.1f}", f"{row.milliseconds:.1f}", f"{row.ratio:.1f}")
        table.add_row(row.name, *figures)
    console = Console(width=120)
    console.print(table)
    for name, told in written.items():
        console.print(f"{name}: " + ", ".join(f"{what} {value}" for what, value in told.items()), highlight=False)
    figures = {"posts": count, "pages": [vars(row) for row in rows], "written": written}
    (settings.VAR_DIR / "bench-boards.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0


def measure(count: int) -> tuple[list[Row], dict[str, dict[str, object]]]:
    """Fill, then each page as a reader without an account sees it; then posts are written."""
    from cms.boards.counting import write_down
    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.clients import TenantClient

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    town = onboard(row, lambda line: None, content=False)
    with tenant(town):
        board = _board()
        busy = fill(board, count)
        paths = _paths(board, count, busy)
        client = TenantClient(town)
        client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0"
        floor = _median(client, FLOOR)[0]
        rows = [_row(name, client, path, floor) for name, path in paths.items()]
        write_down(town)  # the views that this process has counted: at its end the database is gone
        return rows, measure_writing(board, RARE)


def _paths(board, count: int, busy: int) -> dict[str, str]:
    from cms.boards.keyset import Place
    from cms.boards.models import Post

    here = board.url

    def behind(share: float) -> str:
        post = Post.objects.filter(board=board, pk__gte=int(count * (1 - share))).order_by("pk").first()
        return f"{here}?before={Place.of(post)}"

    middle = Post.objects.filter(board=board, pk__gte=count // 2).order_by("pk").first().posted_at
    return {
        "list, first page": here,
        "list, page 25,000 of 50,000": behind(0.5),
        "list, page 49,990 of 50,000": behind(0.9998),
        "list, last page": behind(0.99999),
        "list, back from the middle": behind(0.5).replace("before", "after"),
        "list, a month": f"{here}?year={middle.year}&month={middle.month}",
        f"search, in every {SHARES[COMMON]}nd post": f"{here}?q={COMMON}",
        f"search, in every {SHARES[USUAL]}th post": f"{here}?q={USUAL}",
        f"search, in every {SHARES[SELDOM]}th post": f"{here}?q={SELDOM}",
        "search, in three posts": f"{here}?q={RARE}",
        "search, in none": f"{here}?q=없는말",
        "search, a common and a rare word": f"{here}?q={COMMON} {RARE}",
        "search, common, in the middle": f"{behind(0.5)}&q={COMMON}",
        "search, seldom, in the middle": f"{behind(0.5)}&q={SELDOM}",
        "search, two syllables": f"{here}?q=도로",
        "feed": f"{here}rss/",
        f"post with {COMMENTS} comments": f"{here}{busy}/",
    }


def _row(name: str, client, path: str, floor: float) -> Row:
    from tests.bench.pages import uncached_queries

    queries = len(uncached_queries(client, path))
    milliseconds, sql = _median(client, path)
    return Row(name, queries, sql, milliseconds, milliseconds / floor)


def _median(client, path: str) -> tuple[float, float]:
    """Milliseconds of the whole answer, and of them those of the database."""
    whole, asked = [], []
    for _round in range(ROUNDS):
        with _sql() as times:
            begun = time.perf_counter()
            response = client.get(path)
            whole.append((time.perf_counter() - begun) * 1000)
        asked.append(sum(times))
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    return statistics.median(whole), statistics.median(asked)


@contextmanager
def _sql() -> Iterator[list[float]]:
    from django.db import connection

    times: list[float] = []

    def timed(execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            times.append((time.perf_counter() - begun) * 1000)

    with connection.execute_wrapper(timed):
        yield times


def _board():
    from tests.factories.pages import BoardPageFactory

    return BoardPageFactory(title="자유게시판", slug=BOARD.strip("/"), posting_days=3650, writers="everybody")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[2]) if sys.argv[1:2] == ["--count"] else POSTS))
