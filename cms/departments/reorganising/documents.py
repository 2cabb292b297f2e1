"""Reading and writing single places in JSON columns: drafts, streams, what translations were made from.

Streams stand as text within the JSON of a revision, so a path may lead through a text that is JSON itself. Columns are
read and written as they are in the database: a model's own field would turn a stream into blocks and back.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from psycopg2.extras import execute_values

from cms.departments.moving import Change

MISSING = object()


def next_key(model: type[models.Model]) -> int:
    """A key that the database gives to no other row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [_quoted(model), model._meta.pk.column])
        return cursor.fetchone()[0]


def values(model: type[models.Model], field: str, pks: Sequence[int]) -> dict[int, Any]:
    """What stands at the place ``column/key/…`` in these rows; rows without such a place are left out."""
    column, path = split(field)
    found = {}
    for pk, document in load(model, column, pks).items():
        value = get(document, path)
        if value is not MISSING:
            found[pk] = value
    return found


def write(model: type[models.Model], changes: Iterable[Change]) -> None:
    """Write these places; several of one row go in one turn."""
    by_column: dict[str, dict[int, list[Change]]] = {}
    for change in changes:
        by_column.setdefault(split(change.field)[0], {}).setdefault(change.pk, []).append(change)
    for column, rows in by_column.items():
        documents = load(model, column, list(rows))
        for pk, row_changes in rows.items():
            for change in row_changes:
                documents[pk] = put(documents[pk], split(change.field)[1], change.new)
        store(model, column, documents)


def split(field: str) -> tuple[str, tuple[str, ...]]:
    """The column and the path within it; ``column/`` is the whole document."""
    column, *path = field.split("/")
    return column, tuple(part for part in path if part)


def load(model: type[models.Model], column: str, pks: Sequence[int]) -> dict[int, Any]:
    """The documents of these rows."""
    table, key, name = _names(model, column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {name}::text FROM {table} WHERE {key} = ANY(%s)", [list(pks)])  # noqa: S608
        return {pk: json.loads(text) for pk, text in cursor.fetchall() if text}


def store(model: type[models.Model], column: str, documents: dict[int, Any]) -> None:
    """Write the documents back, all in one statement."""
    if not documents:
        return
    table, key, name = _names(model, column)
    kind = model._meta.get_field(column).db_type(connection)
    statement = (
        f"UPDATE {table} SET {name} = new.text::{kind} FROM (VALUES %s) AS new (key, text) WHERE {key} = new.key"  # noqa: S608
    )
    rows = [(pk, _text(document)) for pk, document in documents.items()]
    with connection.cursor() as cursor:
        execute_values(cursor.cursor, statement, rows, template="(%s::bigint, %s)")


def get(document: Any, path: Sequence[str]) -> Any:
    """What stands there, MISSING when there is no such place."""
    for part in path:
        document = _opened(document)
        place = _place(document, part)
        if place is None:
            return MISSING
        document = document[place]
    return document


def put(document: Any, path: Sequence[str], value: Any) -> Any:
    """The document with this value at that place, which exists. Text that holds JSON stays text."""
    if not path:
        return value
    opened = _opened(document)
    place = _place(opened, path[0])
    if place is None:
        raise KeyError("/".join(path))
    opened[place] = put(opened[place], path[1:], value)
    return _text(opened) if isinstance(document, str) else opened


def _opened(document: Any) -> Any:
    if isinstance(document, str):
        try:
            return json.loads(document)
        except ValueError:
            return None
    return document


def _place(document: Any, part: str) -> Any:
    """The key or index that a part of a path means here, None when there is none."""
    if isinstance(document, dict):
        return part if part in document else None
    if not isinstance(document, list):
        return None
    if part.startswith("#"):
        return next((index for index, entry in enumerate(document) if part[1:] in _identities(entry)), None)
    return int(part) if part.isdecimal() and int(part) < len(document) else None


def _identities(entry: Any) -> set[str]:
    return {str(entry[name]) for name in ("id", "pk") if entry.get(name)} if isinstance(entry, dict) else set()


def _text(document: Any) -> str:
    return json.dumps(document, cls=DjangoJSONEncoder)


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(model: type[models.Model], column: str) -> tuple[str, str, str]:
    fields = (model._meta.pk, model._meta.get_field(column))
    key, name = (connection.ops.quote_name(str(cast(models.Field, field).get_attname_column()[1])) for field in fields)
    return _quoted(model), key, name
