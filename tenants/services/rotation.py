"""Closing anew, under today's DATA_KEY, what former keys closed, in the schema in use (docs/adr/0024).

A thousand rows a transaction, all encrypted columns of a row at once, its blind indexes with them: whoever ends the
process ends it between two such transactions, and the next run goes on with what is left. A row is known by the key's
id in its values, so nothing is kept of how far a run has come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg2.extras import execute_values

from cms.core.encryption import EncryptedTextField, IndexOf, current_prefix, indexes_of, known_key_ids, seal, unseal

AT_ONCE = 1000
#: Told to the database for the length of a transaction: tables that are written once let it close values anew, and
#: nothing else (see :func:`written_once`).
SETTING = "cms.rotating"
Row = tuple[Any, ...]
Heard = Callable[[int], None]


@dataclass(frozen=True)
class Closed:
    """A table with encrypted columns, and the blind indexes beside them."""

    model: type[models.Model]
    fields: tuple[Any, ...]  # EncryptedTextField
    indexes: tuple[IndexOf, ...]

    @property
    def label(self) -> str:
        """app.model"""
        return self.model._meta.label_lower

    def columns(self) -> tuple[str, ...]:
        """Encrypted ones first, then indexes, as the database names them."""
        own: Any = self.model._meta.get_field
        return (
            *(str(field.column) for field in self.fields),
            *(str(own(index.field).column) for index in self.indexes),
        )


def closed_tables() -> tuple[Closed, ...]:
    """Every table of the schema in use that has encrypted columns."""
    here = set(connection.introspection.table_names())
    found = []
    for model in apps.get_models():
        fields = tuple(field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedTextField))
        if fields and model._meta.db_table in here:
            found.append(Closed(model, fields, indexes_of(model._meta.label_lower)))
    return tuple(found)


def rotate(table: Closed, heard: Heard = lambda done: None) -> int:
    """Close anew what is not under today's key and bring its indexes along; how many rows.

    :raises Unreadable: for a value that no key opens; what was done before it stays done.
    """
    done = 0
    while True:  # a process that still had the former key may have written behind our back
        before = done
        for some in _batches(table, _lagging(table)):
            done += some
            heard(done)
        if done == before:
            break
    return done + _mend_indexes(table)


def left(table: Closed) -> Counter[tuple[str, str]]:
    """How many values of which field stand under which key's id, today's included; '' for what no key closed."""
    found: Counter[tuple[str, str]] = Counter()
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        for field in table.fields:
            column = name(field.column)
            cursor.execute(
                f"SELECT CASE WHEN {column} LIKE 'v1.%%.%%' THEN split_part({column}, '.', 2) ELSE '' END, count(*) "  # noqa: S608
                f"FROM {name(table.model._meta.db_table)} WHERE {column} IS NOT NULL GROUP BY 1",
                [],
            )
            found.update({(field.name, key): count for key, count in cursor.fetchall()})
    return found


def unreadable_rows(tables: Sequence[Closed]) -> dict[Closed, int]:
    """How many rows of which table hold a value that is plain, or closed under a key that is not known.

    One question for all tables, one look through each; tables without such rows are left out.
    """
    known = [f"v1.{key}.%" for key in known_key_ids()]
    name = connection.ops.quote_name
    asked, given = [], []
    for number, table in enumerate(tables):
        unknown = " OR ".join(f"{name(str(field.column))} NOT LIKE ALL(%s)" for field in table.fields)
        asked.append(f"SELECT {number}, count(*) FROM {name(table.model._meta.db_table)} WHERE {unknown}")  # noqa: S608
        given += [known] * len(table.fields)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), given)
        return {tables[number]: count for number, count in cursor.fetchall() if count}


def wrong_indexes(table: Closed) -> int:
    """How many rows are not found by their index under today's key.

    :raises Unreadable: for a value that no key opens.
    """
    return sum(len(_with_right_indexes(table, rows)) for rows in _pages(table, "TRUE", lock=False))


def _lagging(table: Closed) -> str:
    prefix = current_prefix()
    conditions = [f"{connection.ops.quote_name(field.column)} NOT LIKE '{prefix}%%'" for field in table.fields]
    return f"({' OR '.join(conditions)})"


def _batches(table: Closed, where: str) -> Iterator[int]:
    for rows in _pages(table, where, lock=True):
        _write(table, [_anew(table, row) for row in rows])
        yield len(rows)


def _pages(table: Closed, where: str, *, lock: bool) -> Iterator[list[Row]]:
    """Rows in the order of their key, a thousand a transaction, which lasts until the next thousand is asked for."""
    name = connection.ops.quote_name
    meta = table.model._meta
    key, columns = name(str(meta.pk.column)), ", ".join(map(name, table.columns()))
    last: Any = None
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            after = f"AND {key} > %s" if last is not None else ""
            cursor.execute(
                f"SELECT {key}, {columns} FROM {name(meta.db_table)} WHERE {where} {after} "  # noqa: S608
                f"ORDER BY {key} LIMIT {AT_ONCE}" + (" FOR UPDATE" if lock else ""),
                [last] if last is not None else [],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield rows


def _anew(table: Closed, row: Row) -> Row:
    """The same row with every value under today's key."""
    prefix, count = current_prefix(), len(table.fields)
    values = row[1 : 1 + count]
    plain = {
        field.name: None if value is None else unseal(value, field.place)
        for field, value in zip(table.fields, values, strict=True)
    }
    closed = (
        value if value is None or value.startswith(prefix) else seal(str(plain[field.name]), field.place)
        for field, value in zip(table.fields, values, strict=True)
    )
    return (row[0], *closed, *_indexes(table, plain, row[1 + count :]))


def _indexes(table: Closed, plain: dict[str, str | None], present: Sequence[Any]) -> Iterator[Any]:
    """An index that is empty says that there is nothing to be found by, and stays empty."""
    for index, value in zip(table.indexes, present, strict=True):
        source = plain[index.source]
        yield index.make(source) if value and source is not None else value


def _with_right_indexes(table: Closed, rows: Sequence[Row]) -> list[Row]:
    """Those whose indexes were made under a former key, with the right ones."""
    if not table.indexes:
        return []
    count = len(table.fields)
    sources = {index.source for index in table.indexes}
    found = []
    for row in rows:
        plain = {
            field.name: unseal(value, field.place)
            for field, value in zip(table.fields, row[1 : 1 + count], strict=True)
            if value is not None and field.name in sources
        }
        right = tuple(_indexes(table, {name: plain.get(name) for name in sources}, row[1 + count :]))
        if right != tuple(row[1 + count :]):
            found.append((*row[: 1 + count], *right))
    return found


def _mend_indexes(table: Closed) -> int:
    """Rows whose values stood under today's key already and whose indexes did not; how many."""
    mended = 0
    for rows in _pages(table, "TRUE", lock=True) if table.indexes else ():
        wrong = _with_right_indexes(table, rows)
        if wrong:
            _write(table, wrong)
            mended += len(wrong)
    return mended


def _write(table: Closed, rows: Sequence[Row]) -> None:
    """One statement for all of them."""
    name, meta = connection.ops.quote_name, table.model._meta
    key, columns = name(str(meta.pk.column)), [name(column) for column in table.columns()]
    setting = ", ".join(f"{column} = anew.{column}" for column in columns)
    kind = str(meta.pk.rel_db_type(connection))
    types = ", ".join([f"%s::{kind}", *["%s"] * len(columns)])
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {SETTING} = 'on'")
        execute_values(
            cursor.cursor,
            f"UPDATE {name(meta.db_table)} AS row SET {setting} FROM (VALUES %s) AS anew "  # noqa: S608
            f"({key}, {', '.join(columns)}) WHERE row.{key} = anew.{key}",
            rows,
            template=f"({types})",
            page_size=AT_ONCE,
        )
