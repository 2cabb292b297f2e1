"""Advisory locks: two processes never do the same work at once, and a dead one holds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_KEY = "('x' || left(md5(%s), 16))::bit(64)::bigint"


@contextmanager
def session_lock(name: str, *, wait: bool = True) -> Iterator[bool]:
    """Hold a lock on a connection of its own, whatever the caller's transactions do; yields whether it was got."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_lock({_KEY})", [name])
            yield wait or cursor.fetchone()[0]
    finally:
        holder.close()


def transaction_lock(name: str) -> bool:
    """Take a lock until the present transaction ends; False when somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_KEY})", [name])
        return bool(cursor.fetchone()[0])
