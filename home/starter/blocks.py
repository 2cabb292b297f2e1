"""Values of a page's body, in the form in which StreamFields are stored."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

Block = dict[str, Any]


def block(kind: str, value: Any) -> Block:
    """A block of a stream, or an item of a list."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(values: Iterable[Any]) -> list[Block]:
    """The items of a ListBlock."""
    return [block("item", value) for value in values]


def stream(blocks: Iterable[Block]) -> str:
    """A StreamField's value."""
    return json.dumps(list(blocks), ensure_ascii=False)


def prose(html: str) -> Block:
    return block("paragraph", html)


def note(text: str) -> Block:
    """A note to the editor; citizens never see it."""
    return block("editor_note", text)


def callout(html: str, title: str = "", level: str = "info") -> Block:
    return block("callout", {"level": level, "title": title, "body": html})


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table whose first column names its rows. Cells are plain text."""
    columns = [{"type": "heading" if at == 0 else "text", "heading": name} for at, name in enumerate(headings)]
    return block(
        "table",
        {
            "caption": caption,
            "columns": columns,
            "rows": [{"values": [cell if at == 0 else _cell(cell) for at, cell in enumerate(row)]} for row in rows],
        },
    )


def steps(titled: Iterable[tuple[str, str]]) -> Block:
    """Things to do one after the other: titles with rich text."""
    return block("steps", {"steps": items({"title": title, "body": html} for title, html in titled)})


def accordion(folded: Iterable[tuple[str, str]]) -> Block:
    """Lines that unfold: titles with rich text."""
    return block("accordion", {"items": items({"title": title, "body": html} for title, html in folded)})


def cards(links: Iterable[dict[str, Any]]) -> Block:
    """Link cards: dicts with title, page or url, and text."""
    return block("link_cards", {"cards": items({"page": None, "url": "", "text": "", **link} for link in links)})


def _cell(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
