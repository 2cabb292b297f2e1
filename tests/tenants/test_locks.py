"""Locks are free as soon as their block has ended, and a connection that was lost on the way hurts nobody."""

from django.db import connection, connections

from tenants.services.locks import session_lock, session_locks


def test_who_asks_at_once_gets_it(in_alpha, monkeypatch):
    """The server comes to a closed connection when it comes to it: here never, while the test asks."""
    copy, endings = connections["default"].copy, []

    def slow_to_end():
        holder = copy()
        endings.append(holder.close)
        holder.close = lambda: None
        return holder

    monkeypatch.setattr(connections["default"], "copy", slow_to_end)
    try:
        for _time in range(2):
            with session_lock("a pass", wait=False) as free:
                assert free
    finally:
        for end in endings:
            end()


def test_a_connection_that_is_gone_is_no_error(in_alpha):
    with session_locks() as locks:
        assert locks.take("a pass")
        with locks._holder.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            number = cursor.fetchone()[0]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
