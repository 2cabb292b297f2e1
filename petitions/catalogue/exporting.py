"""The catalogue as a table (CSV) that can be read in again, and as citizens take it along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from cms.core.spreadsheets import BYTE_ORDER_MARK
from petitions.catalogue.cells import written
from petitions.catalogue.columns import COLUMNS, Column, amount_written, values_of
from petitions.models import Service

#: What is only for the desk.
_DESK = {"basis_confidence", "form_fields", "sort_order", "keywords"}


def export(services: Iterable[Service] | None = None) -> str:
    """Every service with everything: read in again it changes nothing."""
    return _table(Service.objects.all() if services is None else services, COLUMNS)


def published() -> str:
    """What is open today, with the columns of which citizens have something; marked as UTF-8 for their programs."""
    columns = [column for column in COLUMNS if column.key.split(":")[0] not in _DESK]
    return BYTE_ORDER_MARK + _table(Service.objects.open(), columns, leave_empty_out=True)


def _table(services: Iterable[Service], columns: Iterable[Column], leave_empty_out: bool = False) -> str:
    if hasattr(services, "select_related"):
        services = services.select_related("department").prefetch_related("texts", "situations")
    rows = [values_of(service) for service in services]
    shown = [
        column
        for column in columns
        if column.required or not _of_a_language(column, leave_empty_out) or any(row[column.key] for row in rows)
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in shown])
    for values in rows:
        writer.writerow(
            amount_written(values) if column.key == "period_amount" else written(column.write(values[column.key]))
            for column in shown
        )
    return out.getvalue()


def _of_a_language(column: Column, every: bool) -> bool:
    """Columns that are left out while they are empty: of languages, or all that need not be there."""
    return every or ":" in column.key
