"""A page as the editor's form posts it: what the browser makes of fields, blocks and rows, from the page itself."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text


def posted(page: Page, action: str = "", **more: Any) -> dict[str, Any]:
    """The data of a POST to the editor of a notice."""
    data: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "department": page.department_id or "",
        "information_provider": page.information_provider,
        "content_class": page.content_class,
        "service_area": page.service_area,
        "posting_from": page.posting_from or "",
        "posting_to": page.posting_to or "",
        "published_on": page.published_on,
        "seo_title": "",
        "search_description": "",
        "change_kind": "substance",
        **_rows("attachments", [{"document": row.document_id} for row in page.attachments.all()]),
        **_rows("comments", []),
        **_stream("body", page.body),
        **more,
    }
    if action:
        data[f"action-{action}"] = action
    return data


def _rows(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{name}-TOTAL_FORMS": len(rows),
        f"{name}-INITIAL_FORMS": 0,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
        data |= {f"{name}-{number}-ORDER": number + 1, f"{name}-{number}-DELETE": ""}
    return data


def _stream(name: str, value: Any) -> dict[str, Any]:
    data: dict[str, Any] = {f"{name}-count": len(value)}
    for number, child in enumerate(value):
        at = f"{name}-{number}"
        data |= {f"{at}-deleted": "", f"{at}-order": number, f"{at}-type": child.block_type, f"{at}-id": child.id or ""}
        data |= _block(f"{at}-value", child.block, child.value)
    return data


def _block(name: str, block: blocks.Block, value: Any) -> dict[str, Any]:
    if isinstance(block, ImageBlock):
        shown = {f"{name}-image": value.pk, f"{name}-alt_text": value.contextual_alt_text or ""}
        return shown | ({f"{name}-decorative": "on"} if value.decorative else {})
    if isinstance(block, TypedTableBlock):
        return _table(name, value)
    if isinstance(block, blocks.RichTextBlock):
        return {name: rich_text(value.source, features=block.features)}
    if isinstance(block, blocks.StructBlock):
        return {
            key: item
            for child, inner in block.child_blocks.items()
            for key, item in _block(f"{name}-{child}", inner, value.get(child)).items()
        }
    if isinstance(block, blocks.ListBlock):
        data: dict[str, Any] = {f"{name}-count": len(value)}
        for number, inside in enumerate(value):
            at = f"{name}-{number}"
            data |= {f"{at}-deleted": "", f"{at}-order": number, **_block(f"{at}-value", block.child_block, inside)}
        return data
    return {name: getattr(value, "pk", value) if value is not None else ""}


def _table(name: str, table: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{name}-caption": table.caption,
        f"{name}-column-count": len(table.columns),
        f"{name}-row-count": len(table.row_data),
    }
    for number, column in enumerate(table.columns):
        at = f"{name}-column-{number}"
        data |= {f"{at}-type": column["block"].name, f"{at}-heading": column["heading"]}
        data |= {f"{at}-order": number, f"{at}-deleted": ""}
    for number, row in enumerate(table.row_data):
        data |= {f"{name}-row-{number}-order": number, f"{name}-row-{number}-deleted": ""}
        for column, value in enumerate(row["values"]):
            data |= _block(f"{name}-cell-{number}-{column}", table.columns[column]["block"], value)
    return data
