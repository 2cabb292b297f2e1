"""Links as the component ``link_cards`` wants them."""

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def link_items(links: Iterable[Any]) -> list[dict[str, Any]]:
    """Those links that lead somewhere: a page that is gone or unpublished is left out."""
    return [
        {"title": link["title"], "url": link.href, "text": link.get("text", ""), "external": link.is_external}
        for link in links
        if link.href
    ]
