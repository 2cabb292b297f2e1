"""The pages of a new site, before they are written: where each stands and what its address will be.

Addresses and ids are settled first, so that texts can link to pages which come later in the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from wagtail.models import Locale, Page

KOREAN = "ko"


@dataclass(slots=True)
class Spot:
    """A page to come. ``key`` is unique: the language and the address under its home page (ko:/minwon)."""

    key: str
    parent: str
    slug: str
    model: type[Page]
    build: Callable[[Spot], dict[str, Any]]
    language: str = KOREAN
    order: int = 0
    pk: int = 0
    url_path: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address on the municipality's own host."""
        under_home = "/" + self.url_path.split("/", 2)[2]
        return under_home if self.language == KOREAN else f"/{self.language}{under_home}"


class Plan:
    """All spots by key, in an order in which parents come first."""

    def __init__(self) -> None:
        self.spots: dict[str, Spot] = {}

    def add(self, spot: Spot) -> None:
        if spot.key in self.spots:
            raise ValueError(f"Two pages for {spot.key}.")
        self.spots[spot.key] = spot

    def __iter__(self) -> Iterator[Spot]:
        return iter(self.spots.values())

    def settle(self, root: Page) -> None:
        """Give every spot its id and its address under the root."""
        ids = reserve_ids(Page, len(self.spots))
        for spot, number in zip(self.spots.values(), ids, strict=True):
            spot.pk = number
            above = self.spots[spot.parent].url_path if spot.parent else root.url_path
            spot.url_path = f"{above}{spot.slug}/"

    def children(self, key: str) -> list[Spot]:
        """The spots directly under one, in the order of the menu."""
        return sorted((spot for spot in self.spots.values() if spot.parent == key), key=lambda spot: spot.order)

    def at(self, address: str, language: str = KOREAN) -> Spot | None:
        """The spot of that address in that language, if there is one."""
        return self.spots.get(f"{language}:{address}")


def reserve_ids(model: type[models.Model], number: int) -> list[int]:
    """Ids that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [row[0] for row in cursor.fetchall()]


def locale(language: str) -> Locale:
    """The municipality's locale of that language, made if onboarding's first steps did not."""
    return Locale.objects.get_or_create(language_code=language)[0]
