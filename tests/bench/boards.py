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

    with _filled(count) as board:
        rows, written = measure(board, count)
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


@contextmanager
def _filled(count: int) -> Iterator:
    """The board, in a database of its own. ``BENCH_KEEP=1`` keeps it for the next time, unless migrations have come."""
    from django.db import connections

    from tenants.context import platform, tenant
    from tenants.models import Municipality
    from tests import database
    from tests.bench.many import _stands

    name, here = f"bench_boards_{count}", connections.settings["default"]["NAME"]
    keep = bool(os.environ.get("BENCH_KEEP"))
    is_whole = keep and database._exists(name) and _stands(name)
    try:
        if not is_whole:
            database.create_migrated(name)
            database._use(name)
            _onboard(count)
            is_whole = True
        with platform():
            town = Municipality.objects.get(slug="bench")
        with tenant(town):
            yield _board_page()
    finally:
        connections.close_all()
        database._use(here)
        if not (keep and is_whole):
            database.drop(name)


def _onboard(count: int) -> None:
    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.factories.pages import BoardPageFactory

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    with tenant(onboard(row, lambda line: None, content=False)):
        page = BoardPageFactory(title="자유게시판", slug=BOARD.strip("/"), posting_days=3650, writers="everybody")
        fill(page, count)


def _board_page():
    from cms.boards.models import BoardPage

    return BoardPage.objects.get(slug=BOARD.strip("/"))


def measure(board, count: int) -> tuple[list[Row], dict[str, dict[str, object]]]:
    """Each page as a reader without an account sees it; then posts are written."""
    from django.db import connection

    from cms.boards.counting import write_down
    from tests.clients import TenantClient

    client = TenantClient(connection.tenant)
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0"
    floor = _median(client, FLOOR)[0]
    rows = [_row(name, client, path, floor) for name, path in _paths(board, count, count).items()]
    write_down(connection.tenant)  # the views that this process has counted: at its end the database is gone
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


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[2]) if sys.argv[1:2] == ["--count"] else POSTS))
