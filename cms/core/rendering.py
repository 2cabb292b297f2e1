"""Rendering of StreamFields inside a page: HTML whose headings carry anchors."""

from typing import Any

from wagtail.blocks import StreamValue

from cms.core.outline import Outlined, outline


def outlined(stream: StreamValue, context: dict[str, Any]) -> Outlined:
    """The blocks as HTML with anchors, and the headings for the in-page navigation."""
    return outline(stream.render_as_block(context))
