"""Spreadsheets that people take along from a report of the desk, as their own office program opens them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any, ClassVar

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports import ReportView

#: Without it Korean spreadsheet programs take UTF-8 for something else.
BYTE_ORDER_MARK = "\ufeff"
#: A cell that begins so is taken for a formula when a CSV file is opened.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: So many rows are in memory at a time, however long the table is.
_AT_ONCE = 1_000


def harmless(value: Any) -> Any:
    """A text that a spreadsheet program would take for a formula, with a sign before it that says it is a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _local(moment: datetime) -> datetime:
    """As the clock on the wall shows it: neither format has time zones, and UTC would be nine hours off."""
    return moment if timezone.is_naive(moment) else timezone.make_naive(moment)


class _InParts:
    """The rows of a query, read in parts; what is written of them is not kept."""

    def __init__(self, rows: QuerySet) -> None:
        self.rows, self.model = rows, rows.model

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows.iterator(chunk_size=_AT_ONCE))


class Spreadsheet(SpreadsheetExportMixin):
    """Mixin for views, before Wagtail's own: CSV with a byte order mark and no formulas in it, rows read in parts,
    times as the municipality's clock shows them.

    An XLSX file says itself what is a text; there Wagtail sees to it.
    """

    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {
            SpreadsheetExportMixin.FORMAT_XLSX: _local,
            SpreadsheetExportMixin.FORMAT_CSV: lambda moment: _local(moment).isoformat(" ", "seconds"),
        },
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A file is made of the rows alone: the page's context would count them by reading them all at once."""
        if not (self.is_export and isinstance(self, ReportView)):
            return super().get(request, *args, **kwargs)
        self.object_list = self.get_filtered_queryset()
        return self.as_spreadsheet(self.decorate_paginated_queryset(self.object_list), request.GET["export"])

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The mark, then the rows, in the language, time of day and municipality of whoever asked.

        They are read and written after the request, when all three may be others again.
        """
        rows = super().stream_csv(_in_parts(queryset))
        return _as_now(rows, translation.get_language(), timezone.get_current_timezone(), connection.tenant)

    def write_xlsx(self, queryset: Any, output: Any) -> Any:
        """As Wagtail's, in parts."""
        return super().write_xlsx(_in_parts(queryset), output)

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        """One row, its texts harmless."""
        plain = {
            field: harmless(self.preprocess_field_value(field, value, self.FORMAT_CSV))
            for field, value in row_dict.items()
        }
        return writer.writerow(plain)


def _in_parts(rows: Any) -> Any:
    """What was read already, or is made row by row, stays as it is."""
    return _InParts(rows) if isinstance(rows, QuerySet) and rows._result_cache is None else rows


def _as_now(rows: Iterator[bytes], language: str | None, zone: tzinfo, town: Any) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    while True:
        with translation.override(language), timezone.override(zone), _in_town(town):
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _in_town(town: Any) -> Iterator[None]:
    """Where the server's thread is still in the municipality, nothing is changed."""
    before = connection.tenant
    if before is town:
        yield
        return
    connection.set_tenant(town)
    try:
        yield
    finally:
        connection.set_tenant(before)
