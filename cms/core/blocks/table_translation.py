"""Typed tables for wagtail-localize, which does not know them (1.14). Deletable once it does."""

from typing import Any

from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings


def segments(table: TypedTable) -> list:
    """Caption (``caption``), headings (``head-0``) and cells (``cell-0-1``) as segments."""
    found = [StringSegmentValue("caption", table.caption or "")]
    found += [
        StringSegmentValue(f"head-{number}", column["heading"] or "") for number, column in enumerate(table.columns)
    ]
    for row_number, row in enumerate(table.row_data):
        for number, value in enumerate(row["values"]):
            found += _cell_segments(f"cell-{row_number}-{number}", value)
    return [segment for segment in found if not segment.is_empty()]


def _cell_segments(path: str, value: Any) -> list:
    if not isinstance(value, RichText):
        return [StringSegmentValue(path, value or "")]
    template, strings = extract_strings(value.source)
    return [
        TemplateSegmentValue(path, "html", template, len(strings)),
        *(StringSegmentValue(path, string, attrs=attrs) for string, attrs in strings),
    ]


def restore(table: TypedTable, translated: list) -> TypedTable:
    """The same table with the words of the translated segments."""
    by_path: dict[str, list] = {}
    for segment in translated:
        path, segment = segment.unwrap()
        by_path.setdefault(path, []).append(segment)
    for path, found in by_path.items():
        _put(table, path.split("-"), found)
    return table


def _put(table: TypedTable, path: list[str], found: list) -> None:
    if path[0] == "caption":
        table.caption = found[0].render_text()
    elif path[0] == "head":
        table.columns[int(path[1])]["heading"] = found[0].render_text()
    else:
        values = table.row_data[int(path[1])]["values"]
        values[int(path[2])] = _cell(values[int(path[2])], found)


def _cell(value: Any, found: list) -> Any:
    if not isinstance(value, RichText):
        return found[0].render_text()
    _format, template, strings = organise_template_segments(found)
    return RichText(restore_strings(template, strings))
