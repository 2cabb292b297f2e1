"""What citizens wrote, marked with its own language wherever a page in another one shows it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from cms.boards.text import in_tongue as marked
from cms.boards.text import tongue_of_post

register = template.Library()


@register.filter
def in_tongue(text: str, written_in: str) -> SafeString | str:
    """Escaped, and in a ``span`` of its language where that is not the page's."""
    return marked(text or "", written_in)


@register.filter
def tongue_of(text: str, written_in: str) -> str:
    """For the attribute ``lang``; '' where nobody can tell."""
    return tongue_of_post(text or "", written_in)
