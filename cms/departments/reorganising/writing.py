"""Writing changes of rows, and reading whether they still stand: knows rows and fields, not what they mean.

Rows are written below the models' ``save``: a move is no edit. It makes no revision, moves no clock of freshness, and
what hangs on saving is brought into step by the movers' ``settle``.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cms.departments.moving import Change
from cms.departments.reorganising import documents


@dataclass(frozen=True)
class Standing:
    """Whether what a list of changes starts from is still so."""

    clashes: tuple[Change, ...]  # somebody changed it since
    gone: tuple[Change, ...]  # the row is no longer there


class UnexpectedRowError(Exception):
    """A row was changed by somebody else between looking and writing; nothing of this writing may stay."""

    def __init__(self, changes: Sequence[Change]):
        super().__init__(", ".join(f"{change.model} {change.pk} {change.field}" for change in changes[:10]))
        self.changes = tuple(changes)


def inverse(changes: Iterable[Change]) -> list[Change]:
    """What leads back, the last first."""
    return [replace(change, old=change.new, new=change.old) for change in reversed(list(changes))]


def row_of(instance: models.Model) -> dict[str, Any]:
    """The columns of a row, as a change that makes or removes it holds them."""
    return {field.attname: plain(getattr(instance, field.attname)) for field in instance._meta.local_concrete_fields}


def making(instance: models.Model, label: str = "") -> Change:
    """The change that makes this row; a key is taken for it."""
    if instance.pk is None:
        instance.pk = documents.next_key(type(instance))
    return Change(instance._meta.label_lower, instance.pk, "", None, row_of(instance), label)


def removing(instance: models.Model, label: str = "") -> Change:
    """The change that takes this row away."""
    return Change(instance._meta.label_lower, instance.pk, "", row_of(instance), None, label)


def plain(value: Any) -> Any:
    """A value as JSON has it: what is logged is what is compared."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def write(changes: Sequence[Change]) -> None:
    """Write all: rows taken away, then fields, then rows made.

    :raises UnexpectedRowError: when a row is not as the change says it was.
    """
    standing = look(changes)
    if standing.clashes or standing.gone:
        raise UnexpectedRowError(standing.clashes + standing.gone)
    for model, rows in _by_model(change for change in changes if _removes(change)).items():
        manager(model).filter(pk__in=[change.pk for change in rows])._raw_delete("default")
    for model, rows in _by_model(change for change in changes if change.field).items():
        _write_fields(model, rows)
    for model, rows in _by_model(change for change in changes if _makes(change)).items():
        manager(model).bulk_create([_instance(model, change.new) for change in rows])


def look(changes: Iterable[Change]) -> Standing:
    """Compare with the rows as they are. One query a model and field."""
    clashes: list[Change] = []
    gone: list[Change] = []
    for (name, field), group in _by_field(changes).items():
        present = _present(apps.get_model(name), field, group)
        for change in group:
            if change.pk not in present:
                if not _makes(change):
                    gone.append(change)
            elif _makes(change) or present[change.pk] != plain(change.old):
                clashes.append(change)
    return Standing(tuple(clashes), tuple(gone))


def rows_now(changes: Iterable[Change]) -> dict[tuple[str, int], Change]:
    """The changes that take rows away, with the rows as they are now. One query a model."""
    return {
        (change.model, row.pk): replace(change, old=row_of(row))
        for model, group in _by_model(changes).items()
        for row, change in _rows(model, group)
    }


def _rows(model: type[models.Model], group: list[Change]) -> Iterable[tuple[models.Model, Change]]:
    by_pk = {change.pk: change for change in group}
    return ((row, by_pk[row.pk]) for row in manager(model).filter(pk__in=by_pk))


def manager(model: type[models.Model]) -> models.Manager:
    """All rows of a model, whatever its own managers hide."""
    return model._base_manager


def _present(model: type[models.Model], field: str, group: list[Change]) -> dict[int, Any]:
    pks = [change.pk for change in group]
    if "/" in field:
        return documents.values(model, field, pks)
    if field:
        return {pk: plain(value) for pk, value in manager(model).filter(pk__in=pks).values_list("pk", field)}
    return {row.pk: row_of(row) for row in manager(model).filter(pk__in=pks)}


def _write_fields(model: type[models.Model], changes: list[Change]) -> None:
    documents.write(model, [change for change in changes if "/" in change.field])
    groups: dict[tuple[str, str, str], list[Change]] = {}
    for change in changes:
        if "/" not in change.field:
            groups.setdefault((change.field, json.dumps(plain(change.old)), json.dumps(plain(change.new))), []).append(
                change
            )
    for (field, _old, _new), group in groups.items():
        rows = manager(model).filter(pk__in=[change.pk for change in group])
        old, new = (_value(model, field, value) for value in (group[0].old, group[0].new))
        written = rows.filter(**_condition(field, old)).update(**{field: new})
        if written != len(group):
            raise UnexpectedRowError(group)


def _condition(field: str, value: Any) -> dict[str, Any]:
    return {f"{field}__isnull": True} if value is None else {field: value}


def _instance(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    return model(**{name: _value(model, name, value) for name, value in row.items()})


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    """From JSON to what the column holds."""
    return cast(models.Field, model._meta.get_field(name)).to_python(value)


def _makes(change: Change) -> bool:
    return not change.field and change.old is None


def _removes(change: Change) -> bool:
    return not change.field and change.new is None


def _by_model(changes: Iterable[Change]) -> dict[type[models.Model], list[Change]]:
    groups: dict[type[models.Model], list[Change]] = {}
    for change in changes:
        groups.setdefault(apps.get_model(change.model), []).append(change)
    return groups


def _by_field(changes: Iterable[Change]) -> dict[tuple[str, str], list[Change]]:
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.model, change.field), []).append(change)
    return groups
