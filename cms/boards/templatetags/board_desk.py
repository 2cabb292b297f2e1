"""For the desk's screens of boards."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("boards/desk/days.html")
def days_left(days: int | None) -> dict[str, Any]:
    """Working days in words; overdue below 0."""
    return {"days": days, "late": -days if days is not None else 0}
