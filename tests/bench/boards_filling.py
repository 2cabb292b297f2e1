"""A board with so many posts, as ten years would leave it: loaded, not written one by one.

No trigger and no constraint is switched off: rows come in by INSERT, where PostgreSQL refuses what it would refuse of
anybody; the rows of posts that were removed stand with their matters and notices. Three things make a million rows a
matter of minutes. Texts are few and looked up, so that Python puts words into their forms 20,000 times and not a
million. They come fifty thousand at a time, each with a commit, so that neither the sort nor the queue of deferred
foreign keys outgrows memory. And the indexes, that of words above all, are made once the rows are there.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

TEXTS, WORDS_OF_TEXT = 20_000, 40
COMMENTS = 200
AT_ONCE = 50_000
#: For the indexes that are made in the end; the server's own 64 MB make that of words take twice as long.
MEMORY = "256MB"
#: Of how many posts each has one of these words in it.
COMMON, USUAL, SELDOM, RARE = "민원실", "도서관", "가로등", "너구리"
SHARES = {COMMON: 2, USUAL: 50, SELDOM: 400}
_TABLE = "boards_post"
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


def fill(board, count: int) -> int:
    """Posts over nine years, every hundredth removed, some hidden, held or past; the newest has 200 comments."""
    from django.db import connection

    from cms.boards.models import Comment, Post
    from cms.moderation.models import Matter, Tombstone

    with connection.cursor() as cursor:
        with _told("texts"):
            _keep_texts(cursor)
        with _told("rows"):
            definitions = _without_indexes(cursor)
            for first in range(1, count + 1, AT_ONCE):
                facts = {**_facts(board, count), "first": first, "last": min(first + AT_ONCE - 1, count)}
                _insert(cursor, Post(board=board), _POST, _POSTS_FROM, facts)
            _number_on(cursor, _TABLE)
        cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
        for name, definition in definitions:
            with _told(name):
                cursor.execute(definition)
        with _told("removals and comments"):
            for like, columns in ((Matter(board_pk=board.pk), _MATTER), (Tombstone(board_pk=board.pk), _STONE)):
                _insert(cursor, like, columns, _REMOVED_FROM, {"board": board.pk})
                _number_on(cursor, like._meta.db_table)
            _insert(cursor, Comment(post_id=count), _COMMENT, f"generate_series(1, {COMMENTS}) AS number")
            cursor.execute(f"UPDATE {_TABLE} SET comment_count = %s WHERE id = %s", [COMMENTS, count])
        with _told("vacuum"):
            for model in (Post, Comment, Matter, Tombstone):
                cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
    return count


def texts() -> Iterator[str]:
    """Some words stand in nearly every text, most in few."""
    chance = random.Random(7)  # the same board each time
    known = [f"{one}{two}{ending}" for one in _VOCABULARY for two in ("", *_VOCABULARY) for ending in _ENDINGS]
    for _text in range(TEXTS):
        yield " ".join(known[int(len(known) * chance.random() ** 3)] for _word in range(WORDS_OF_TEXT))


@contextmanager
def _told(what: str) -> Iterator[None]:
    """How long a part of it took: who waits sees that it goes on."""
    begun = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - begun:.1f} s", flush=True)


def _keep_texts(cursor) -> None:
    from cms.boards.searching import lexemes_of

    cursor.execute("CREATE TEMP TABLE texts (text int PRIMARY KEY, body text, vector tsvector)")
    rows = [(number, body, lexemes_of("", body)) for number, body in enumerate(texts())]
    for start in range(0, len(rows), 1000):
        some = rows[start : start + 1000]
        values = ", ".join(["(%s, %s, array_to_tsvector(%s::text[]))"] * len(some))
        cursor.execute(f"INSERT INTO texts VALUES {values}", [value for row in some for value in row])
    cursor.execute("ANALYZE texts")


def _without_indexes(cursor) -> list[tuple[str, str]]:
    """Takes away those that hold no constraint, and says how to make them again."""
    cursor.execute(
        """
        SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE indrelid = %s::regclass AND NOT indisunique ORDER BY relname
        """,
        [_TABLE],
    )
    definitions = cursor.fetchall()
    for name, _definition in definitions:
        cursor.execute(f'DROP INDEX "{name}"')
    return definitions


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
     FROM generate_series(%(first)s, %(last)s) AS number) AS numbers
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
    cursor.execute(
        f"INSERT INTO {like._meta.db_table} ({names}) SELECT {values} FROM {rows}", {**given, **(facts or {})}
    )


def _number_on(cursor, table: str) -> None:
    """The next row gets the number after the last."""
    cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])
