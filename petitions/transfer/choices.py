"""Where a petition can be transferred to: municipalities of this platform."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from tenants.context import platform
from tenants.models import Municipality
from tenants.selectors import public_municipalities


@dataclass(frozen=True)
class Agency:
    """A municipality by the name that petitioners are told, and its short name."""

    slug: str
    name: str


def municipalities() -> list[Agency]:
    """Those whose site is on, other than this one, by name."""
    here = connection.schema_name
    with platform():
        rows = public_municipalities().exclude(slug=here).order_by("name_ko").values_list("slug", "name_ko")
        return [Agency(*row) for row in rows]


def municipality(slug: str) -> Municipality | None:
    """One by its short name, whatever its state; None for one that is not on this platform."""
    with platform():
        return Municipality.objects.filter(slug=slug).first()


def known_as(agency: str) -> Municipality | None:
    """The municipality of this platform that somebody means: by 서울특별시, 서울시, 서울시청 or its short name."""
    asked = _plain(agency)
    with platform():
        rows = list(Municipality.objects.all())
    return next((row for row in rows if asked in _names(row)), None)


def _names(row: Municipality) -> set[str]:
    names = {row.name_ko, re.sub(r"(특별|광역|특례|특별자치)시$", "시", row.name_ko)}
    return {_plain(name) for each in names for name in (each, f"{each}청")} | {_plain(row.name_en), row.slug}


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
