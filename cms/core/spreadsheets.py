"""Spreadsheets that people take along from a report of the desk, as their own office program opens them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from django.utils import timezone, translation
from wagtail.admin.views.mixins import SpreadsheetExportMixin

#: Without it Korean spreadsheet programs take UTF-8 for something else.
BYTE_ORDER_MARK = "\ufeff"
#: A cell that begins so is taken for a formula when a CSV file is opened.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet program would take for a formula, with a sign before it that says it is a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class Spreadsheet(SpreadsheetExportMixin):
    """Mixin for views, before Wagtail's own: CSV with a byte order mark, and no formulas in it.

    An XLSX file says itself what is a text; there Wagtail sees to it.
    """

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The mark, then the rows, in the language and time of day of whoever asked.

        They are written after the request, when the server has its own language and time zone again.
        """
        return _as_now(super().stream_csv(queryset), translation.get_language(), timezone.get_current_timezone())

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        """One row, its texts harmless."""
        plain = {
            field: harmless(self.preprocess_field_value(field, value, self.FORMAT_CSV))
            for field, value in row_dict.items()
        }
        return writer.writerow(plain)


def _as_now(rows: Iterator[bytes], language: str | None, zone: tzinfo) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    while True:
        with translation.override(language), timezone.override(zone):
            row = next(rows, None)
        if row is None:
            return
        yield row
