"""A board with a million posts: list, deep page, jump to a month, search, a post with 200 comments, and writing.

``python -m tests.bench.boards [--count N]``, also part of ``make bench``; it makes a database of its own beside the one
that it is led to. The floor is a view of the same process that answers a fixed sentence behind the same middleware.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

POSTS = 1_000_000
TEXTS, WORDS_OF_TEXT = 20_000, 40
COMMENTS = 200
WRITTEN = 1_000
ROUNDS = 15
FLOOR = "/robots.txt"
BOARD = "/bench-board/"
#: Of how many posts each has one of these words in it.
COMMON, USUAL, SELDOM, RARE = "민원실", "도서관", "가로등", "너구리"
SHARES = {COMMON: 2, USUAL: 50, SELDOM: 400}
_VOCABULARY = [
    "주민",
    "시청",
    "공원",
    "버스",
    "도로",
    "신호등",
    "학교",
    "아파트",
    "쓰레기",
    "여권",
    "축제",
    "체육관",
    "하천",
    "보행자",
]
_ENDINGS = ("", "을", "에서", "이", "은", "의", "까지", "마다", "안내", "문제", "개선", "요청")


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
    console.print(
        f"{WRITTEN} posts more: {written['each']:.1f} ms each, the slowest {written['slowest']:.0f} ms; a list page "
        f"meanwhile {written['list']:.1f} ms"
    )
    figures = {"posts": count, "pages": [vars(row) for row in rows], "written": written}
    (settings.VAR_DIR / "bench-boards.json").write_text(json.dumps(figures, indent=1))
    return 0


def measure(count: int) -> tuple[list[Row], dict[str, float]]:
    """Fill, then each page as a reader without an account sees it; then posts are written."""
    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.clients import TenantClient

    row = MunicipalityRow("bench", "가시", "Ga-si", "시", "bench.localhost", "anyang", ("ko",))
    town = onboard(row, lambda line: None, content=False)
    with tenant(town):
        board = _board()
        busy = _fill(board, count)
        paths = _paths(board, count, busy)
        client = TenantClient(town)
        client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0"
        floor = _median(client, FLOOR)[0]
        rows = [_row(name, client, path, floor) for name, path in paths.items()]
        return rows, _write(board, client)


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

    return BoardPageFactory(title="자유게시판", slug=BOARD.strip("/"), posting_days=3650)


def _fill(board, count: int) -> int:
    """Posts over nine years, every hundredth removed, some hidden, held or past; the newest has 200 comments."""
    from django.db import connection

    from cms.boards.models import Comment, Post
    from cms.boards.searching import lexemes_of
    from cms.moderation.models import Matter, Tombstone

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE texts (text int PRIMARY KEY, body text, vector tsvector)")
        rows = [(number, body, lexemes_of("", body)) for number, body in enumerate(_texts())]
        for start in range(0, len(rows), 1000):
            some = rows[start : start + 1000]
            values = ", ".join(["(%s, %s, array_to_tsvector(%s::text[]))"] * len(some))
            cursor.execute(f"INSERT INTO texts VALUES {values}", [value for row in some for value in row])
        definition = _without_index(cursor)
        _insert(cursor, Post(board=board), _POST, _POSTS_FROM, _facts(board, count))
        cursor.execute(definition)
        _insert(cursor, Matter(board_pk=board.pk), _MATTER, _REMOVED_FROM, {"board": board.pk})
        _insert(cursor, Tombstone(board_pk=board.pk), _STONE, _REMOVED_FROM, {"board": board.pk})
        _insert(cursor, Comment(post_id=count), _COMMENT, f"generate_series(1, {COMMENTS}) AS number")
        cursor.execute("VACUUM ANALYZE")
    return count


def _texts() -> Iterator[str]:
    """Some words stand in nearly every text, most in few."""
    import random

    chance = random.Random(7)  # the same board each time
    known = [f"{one}{two}{ending}" for one in _VOCABULARY for two in ("", *_VOCABULARY) for ending in _ENDINGS]
    for _text in range(TEXTS):
        yield " ".join(known[int(len(known) * chance.random() ** 3)] for _word in range(WORDS_OF_TEXT))


def _without_index(cursor) -> str:
    """The index of words is made after the posts: what it costs to write into it is measured apart."""
    of_words = "indexname = 'boards_post_search' AND schemaname = current_schema()"
    cursor.execute(f"SELECT indexdef FROM pg_indexes WHERE {of_words}")
    definition = cursor.fetchone()[0]
    cursor.execute("DROP INDEX boards_post_search")
    return definition


def _facts(board, count: int) -> dict:
    from cms.boards.searching import lexemes_of

    words = {"common": COMMON, "usual": USUAL, "seldom": SELDOM, "rare": RARE}
    facts = {name: lexemes_of(word, "") for name, word in words.items()}
    shares = {"every_common": SHARES[COMMON], "every_usual": SHARES[USUAL], "every_seldom": SHARES[SELDOM]}
    return {**facts, **shares, "board": board.pk, "count": count, "texts": TEXTS}


_STATE = "CASE WHEN number %% 100 = 1 THEN 'removed' WHEN number %% 200 = 5 THEN 'hidden' ELSE 'public' END"
_AT = "now() - (%(count)s - number) * interval '280 seconds'"
_POST = {
    "id": "number",
    "title": "CASE WHEN state = 'removed' THEN '' ELSE '글 ' || number END",
    "body": "CASE WHEN state = 'removed' THEN '' ELSE body END",
    "author_name": "'가람' || number %% 5000",
    "account": "md5((number %% 5000)::text)",
    "state": "state",
    "posted_at": _AT,
    "pinned": "number %% (%(count)s / 3) = 7",
    "public_until": f"({_AT})::date + 3650 - (number %% 50 = 3)::int * 3700",
    "search_vector": """
        CASE WHEN state = 'public' THEN vector
        || array_to_tsvector(ARRAY[number::text, '@b' || %(board)s, '@d' || to_char(AT, 'YYYYMMDD')])
        || CASE WHEN number %% %(every_common)s = 0 THEN array_to_tsvector(%(common)s::text[]) ELSE '' END
        || CASE WHEN number %% %(every_usual)s = 0 THEN array_to_tsvector(%(usual)s::text[]) ELSE '' END
        || CASE WHEN number %% %(every_seldom)s = 0 THEN array_to_tsvector(%(seldom)s::text[]) ELSE '' END
        || CASE WHEN number IN (2, %(count)s / 2, %(count)s - 4) THEN array_to_tsvector(%(rare)s::text[]) ELSE '' END
        END""".replace("AT,", f"{_AT},"),
}
_POSTS_FROM = f"""
    (SELECT number, {_STATE} AS state, (number::bigint * 7919) %% %(texts)s AS text
     FROM generate_series(1, %(count)s) AS number) AS numbers
    JOIN texts USING (text) ORDER BY number
"""
_REMOVED_FROM = "boards_post WHERE board_id = %(board)s AND boards_post.state = 'removed'"
_MATTER = {
    "id": "id",
    "subject_kind": "'boards.post'",
    "subject_pk": "id",
    "state": "'removed'",
    "closed_at": "posted_at",
}
_STONE = {
    "matter_id": "id",
    "subject_kind": "'boards.post'",
    "subject_pk": "id",
    "removed_at": "posted_at",
    "register_number": "id",
    "grounds": """'[{"number": 8, "article": "제6조제2항제8호", "text": ""}]'""",
}
_COMMENT = {"body": "'댓글 ' || number"}


def _insert(cursor, like, columns: dict[str, str], rows: str, facts: dict | None = None) -> None:
    """Rows like one that nobody saved, but for some columns."""
    from django.db import connection

    given = {
        field.column: field.get_db_prep_save(getattr(like, field.attname), connection)
        for field in like._meta.concrete_fields
        if field.column not in columns and not field.primary_key
    }
    names = ", ".join([*columns, *given])
    values = ", ".join([*columns.values(), *(f"%({name})s" for name in given)])
    table = like._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {rows}", {**given, **(facts or {})})
    cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])


def _write(board, client) -> dict[str, float]:
    """A thousand posts by the one way in for rows and words, and now and then the list."""
    from cms.boards.changes import post_changed
    from cms.boards.models import Post

    texts = list(_texts())[:WRITTEN]
    each, lists = [], []
    for number, text in enumerate(texts):
        begun = time.perf_counter()
        post = Post.objects.create(board=board, title=f"새 글 {number}", body=text, author_name="가람")
        post_changed.send(Post, post=post)
        each.append((time.perf_counter() - begun) * 1000)
        if number % 100 == 99:
            begun = time.perf_counter()
            client.get(board.url)
            lists.append((time.perf_counter() - begun) * 1000)
    return {"each": statistics.median(each), "slowest": max(each), "list": statistics.median(lists)}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[2]) if sys.argv[1:2] == ["--count"] else POSTS))
