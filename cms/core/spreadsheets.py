"""Spreadsheets that people take along from a report of the desk, as their own office program opens them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone, translation
from wagtail.admin.views.mixins import SpreadsheetExportMixin

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

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The mark, then the rows, in the language and time of day of whoever asked.

        They are written after the request, when the server has its own language and time zone again.
        """
        rows = super().stream_csv(_in_parts(queryset))
        return _as_now(rows, translation.get_language(), timezone.get_current_timezone())

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


def _as_now(rows: Iterator[bytes], language: str | None, zone: tzinfo) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    while True:
        with translation.override(language), timezone.override(zone):
            row = next(rows, None)
        if row is None:
            return
        yield row
