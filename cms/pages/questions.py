"""Finding among frequently asked questions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.html import strip_tags

if TYPE_CHECKING:
    from cms.pages.models import FaqItem, FaqPage


@dataclass(frozen=True)
class Questions:
    """What was asked for, the categories there are, and the questions that fit."""

    query: str
    category: str
    categories: tuple[str, ...]
    items: tuple[FaqItem, ...]

    @classmethod
    def find(cls, page: FaqPage, query: str, category: str) -> Questions:
        """All words must occur in question or answer; an unknown category finds nothing. One query for the items."""
        every = list(page.items.all())
        attach_departments(every)
        categories = tuple(dict.fromkeys(item.category for item in every if item.category))
        words = query.lower().split()
        found = tuple(
            item
            for item in every
            if (not category or item.category == category) and all(w in _text(item) for w in words)
        )
        return cls(query.strip(), category, categories, found)

    @property
    def groups(self) -> list[tuple[str, list[FaqItem]]]:
        """The questions by category, categories in the order of their first question."""
        order = {category: number for number, category in enumerate(self.categories)}
        ordered = sorted(self.items, key=lambda item: order.get(item.category, len(order)))
        return [(category, list(items)) for category, items in groupby(ordered, key=lambda item: item.category)]


def attach_departments(items: list[FaqItem]) -> None:
    """Fetch the departments of all questions at once."""
    prefetch_related_objects(items, "department")


def _text(item: FaqItem) -> str:
    return f"{item.question} {strip_tags(item.answer)}".lower()
