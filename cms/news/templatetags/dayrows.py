"""A month as the component ``calendar_month`` wants it."""

from typing import Any

from django import template

from cms.news.months import MonthView

register = template.Library()


@register.simple_tag
def day_rows(month: MonthView) -> list[list[dict[str, Any]]]:
    """The weeks, each day with title and address of its events."""
    return [
        [
            {
                "date": day.date,
                "in_month": day.in_month,
                "is_today": day.is_today,
                "events": [{"title": event.title, "url": event.url} for event in day.events],
            }
            for day in week
        ]
        for week in month.weeks
    ]


@register.filter
def previous_url(month: MonthView, url: str) -> str:
    """The address of the month before."""
    return f"{url}?month={month.previous}#month"


@register.filter
def next_url(month: MonthView, url: str) -> str:
    """The address of the month after."""
    return f"{url}?month={month.next}#month"
