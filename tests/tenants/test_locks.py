"""Locks are free as soon as their block has ended, and a connection that was lost on the way hurts nobody."""

from django.db import connection

from tenants.services.locks import session_lock, session_locks

TIMES = 40


def test_who_asks_at_once_gets_it(in_alpha):
    """The server comes to a closed connection when it comes to it: by then the lock was given back already."""
    got = []
    for _time in range(TIMES):
        with session_lock("a pass", wait=False) as free:
            got.append(free)
    assert got == [True] * TIMES


def test_a_connection_that_is_gone_is_no_error(in_alpha):
    with session_locks() as locks:
        assert locks.take("a pass")
        with locks._holder.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            number = cursor.fetchone()[0]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
