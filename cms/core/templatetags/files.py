"""Files as the component ``attachments`` wants them."""

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def downloads(documents: Iterable[Any]) -> list[dict[str, Any]]:
    """Title, address, kind and size of each document; the address asks for permission every time."""
    return [
        {
            "title": document.title,
            "url": document.url,
            "extension": document.file_extension.upper(),
            "size": document.get_file_size(),
        }
        for document in documents
        if document is not None
    ]
