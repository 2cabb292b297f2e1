"""Rows as the components of the front want them."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from cms.pages.directory import Entry
from cms.pages.models import FaqItem

register = template.Library()


@register.simple_tag
def directory_rows(entries: Iterable[Entry], below: str = "") -> list[dict[str, str]]:
    """Rows for ``directory_table``; under a heading ``below`` its name is not repeated in every row."""
    return [
        {
            "department": entry.name,
            "parent": entry.parent if entry.parent != below else "",
            "duties": entry.duties,
            "phone": entry.phone,
        }
        for entry in entries
    ]


@register.simple_tag
def question_rows(items: Iterable[FaqItem]) -> list[dict[str, str]]:
    """Rows for ``accordion``; each has an anchor of its own."""
    return [
        {
            "id": f"question-{item.pk}",
            "title": item.question,
            "body": mark_safe(expand_db_html(item.answer)),  # noqa: S308 - rich text of the editor
            "department": item.department.local_name if item.department else "",
            "phone": item.department.telephone if item.department else "",
        }
        for item in items
    ]
