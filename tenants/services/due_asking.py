"""Which acts are due in a municipality: one query for all of them, the same text in every schema."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tenants.due import Condition, DueAct

#: What is noted where a municipality is left out.
STANDING = gettext_noop("tables of the municipality")
_STANDS = "SELECT (SELECT count(*) FROM django_migrations WHERE (app, name) IN %s) >= %s AS stands"


class LeftOut(Exception):  # noqa: N818
    """A municipality whose tables are not what the acts were written for. None of them is run there."""


class Questions:
    """What makes each act due at a time, put into SQL once for all municipalities."""

    def __init__(self, acts: Sequence[DueAct], now: dt.datetime) -> None:
        self._known: dict[str, bool] = {}
        self._sql: dict[str, tuple[str, list[Any]]] = {}
        for act in acts:
            asked = act.when(now)
            self._note(act.name, list(asked) if isinstance(asked, Sequence) else [asked])

    def due_here(self) -> set[str]:
        """Names of the acts that are due in the present schema.

        A question that the database refuses counts as yes: the act itself then says what is wrong.

        :raises LeftOut: when the schema is missing, or migrations lag behind the code.
        """
        due = {name for name, known in self._known.items() if known}
        for _try in range(2):
            try:
                with _left_as_it_was():
                    return due | self._asked(list(self._sql))
            except Error:
                if self._lost():
                    continue  # the server closed the connection: asked again over a new one
                break
        self._look_closer()
        return due.union(*(self._asked_alone(name) for name in self._sql))

    def _note(self, name: str, conditions: list[Condition | bool]) -> None:
        parts: list[str] = []
        params: list[Any] = []
        for condition in conditions:
            sql, values = _exists(condition)
            parts.append(sql)
            params += values
        if "TRUE" in parts or set(parts) <= {"FALSE"}:
            self._known[name] = "TRUE" in parts
        else:
            self._sql[name] = (" OR ".join(parts), params)

    def _asked(self, names: Sequence[str]) -> set[str]:
        params = [value for name in names for value in self._sql[name][1]]
        with connection.cursor() as cursor:
            sql = ", ".join([_STANDS, *(self._sql[name][0] for name in names)])
            cursor.execute(sql, [last_migrations(), len(last_migrations()), *params])
            stands, *answers = cursor.fetchone()
        if not stands:
            raise LeftOut(_("Migrations are missing here. Run manage.py migrate_tenants; until then nothing is done."))
        return {name for name, due in zip(names, answers, strict=True) if due}

    def _asked_alone(self, name: str) -> set[str]:
        try:
            with _left_as_it_was():
                return self._asked([name])
        except DatabaseError:
            self._lost()
            return {name}

    def _look_closer(self) -> None:
        """Whether it is for want of the schema, or of migrations, that the database refused."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regnamespace(quote_ident(%s))", [connection.schema_name])
            if cursor.fetchone()[0] is None:
                raise LeftOut(_("The schema of the municipality is missing. Until it is back nothing is done."))
        with _left_as_it_was():
            self._asked([])

    def _lost(self) -> bool:
        """Whether the connection is gone; the next query then opens another."""
        if connection.in_atomic_block or connection.is_usable():
            return False
        connection.close()
        return True


@cache
def last_migrations() -> tuple[tuple[str, str], ...]:
    """Of each app the last one that the installed code knows: where they are, all are."""
    return tuple(sorted(MigrationLoader(None).graph.leaf_nodes()))


def _left_as_it_was() -> AbstractContextManager[object]:
    """Within a caller's transaction a question that is refused must not break it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _exists(condition: Condition | bool) -> tuple[str, list[Any]]:
    if isinstance(condition, bool):
        return ("TRUE" if condition else "FALSE"), []
    try:
        query = condition.rows.order_by().query.exists()
        sql, params = query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return ("FALSE" if condition.there else "TRUE"), []
    return f"{'' if condition.there else 'NOT '}EXISTS ({sql})", list(params)
