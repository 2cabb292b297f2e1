"""Which acts are due in a municipality: one query for all of them, the same text in every schema."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection

from tenants.due import Condition, DueAct


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

        A question that the database refuses (a table is missing) counts as yes: the act itself then says what is wrong.
        """
        due = {name for name, known in self._known.items() if known}
        if not self._sql:
            return due
        names = list(self._sql)
        try:
            return due | self._asked(names)
        except DatabaseError:
            return due.union(*(self._asked_alone(name) for name in names))

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
            cursor.execute("SELECT " + ", ".join(self._sql[name][0] for name in names), params)
            return {name for name, due in zip(names, cursor.fetchone(), strict=True) if due}

    def _asked_alone(self, name: str) -> set[str]:
        try:
            return self._asked([name])
        except DatabaseError:
            if not connection.in_atomic_block:
                connection.close()
            return {name}


def _exists(condition: Condition | bool) -> tuple[str, list[Any]]:
    if isinstance(condition, bool):
        return ("TRUE" if condition else "FALSE"), []
    try:
        query = condition.rows.order_by().query.exists()
        sql, params = query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return ("FALSE" if condition.there else "TRUE"), []
    return f"{'' if condition.there else 'NOT '}EXISTS ({sql})", list(params)
