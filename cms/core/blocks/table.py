"""Tables that a screen reader can read: a caption and a heading over every column (KWCAG 5.3.1 표의 구성)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError

from . import table_translation
from .text import InlineProseBlock

ROW_HEADING = "heading"


class DataTableBlock(TypedTableBlock):
    """Rows and columns of one kind of thing each. A column of row headings is a column type of its own."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any):
        columns = [
            (ROW_HEADING, blocks.CharBlock(label=_("row heading"), required=False)),
            ("text", InlineProseBlock(label=_("text"), required=False)),
            ("number", blocks.CharBlock(label=_("number"), required=False)),
        ]
        super().__init__(local_blocks or columns, **kwargs)

    def clean(self, table: TypedTable) -> TypedTable:
        """Refuse a table without caption, columns or column headings, with every reason at once.

        :raises TypedTableBlockValidationError: all reasons above the table.
        """
        table = super().clean(table)
        reasons = [] if self.is_deferred_validation else list(_reasons(table))
        if reasons:
            raise TypedTableBlockValidationError(non_block_errors=reasons)
        return table

    def get_translatable_segments(self, table: TypedTable) -> list:
        """Caption, headings and cells for translators: wagtail-localize 1.14 knows no typed tables."""
        return table_translation.segments(table)

    def restore_translated_segments(self, table: TypedTable, segments: list) -> TypedTable:
        """The table with the translators' words."""
        return table_translation.restore(table, segments)

    class Meta:
        template = "core/blocks/table.html"
        icon = "table"
        label = _("table")


def _reasons(table: TypedTable):
    if not table.columns:
        yield ValidationError(_("The table has no columns."))
    if not (table.caption or "").strip():
        yield ValidationError(_("A table needs a caption that says what it shows."))
    bare = [str(number) for number, column in enumerate(table.columns, 1) if not (column["heading"] or "").strip()]
    if bare:
        yield ValidationError(_("Columns without a heading: %(columns)s."), params={"columns": ", ".join(bare)})
