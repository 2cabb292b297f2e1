"""Advisory locks: two processes never do the same work at once, and a dead one holds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import Error, connection

_KEY = "('x' || left(md5(%s), 16))::bit(64)::bigint"


class Locks:
    """Locks on one connection apart, whatever the caller's transactions do."""

    def __init__(self, holder: Any) -> None:
        self._holder = holder

    def take(self, name: str, *, wait: bool = False) -> bool:
        """False when another connection has it."""
        with self._holder.cursor() as cursor:
            cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_lock({_KEY})", [name])
            return bool(wait or cursor.fetchone()[0])

    def give_back(self, name: str) -> None:
        """Let others have it before the connection ends."""
        with self._holder.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({_KEY})", [name])


@contextmanager
def session_locks() -> Iterator[Locks]:
    """Several locks, given back at the latest when the block ends.

    They are given back before the connection is closed: the server frees those of a closed one only when it comes to
    it, and whoever asks at once would find them taken.
    """
    holder = connection.copy()
    try:
        yield Locks(holder)
    finally:
        if holder.connection is not None:
            with suppress(Error), holder.cursor() as cursor:  # a connection that is gone holds nothing
                cursor.execute("SELECT pg_advisory_unlock_all()")
        holder.close()


@contextmanager
def session_lock(name: str, *, wait: bool = True) -> Iterator[bool]:
    """Hold one lock; yields whether it was got."""
    with session_locks() as locks:
        yield locks.take(name, wait=wait)


def transaction_lock(name: str) -> bool:
    """Take a lock until the present transaction ends; False when somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_KEY})", [name])
        return bool(cursor.fetchone()[0])
