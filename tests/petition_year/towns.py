"""Four municipalities with their real departments and services, and people to deal with petitions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.departments.models import Department, Role
from home.starter import services as catalogue
from home.starter.material import DATA
from petitions.models import Service
from tenants.context import tenant
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow
from tenants.services import onboard
from tests.factories.staff import staff

NAMES = {"anyang": "안양시", "yongin": "용인시", "seoul": "서울특별시", "dongjak": "동작구"}
SLUGS = tuple(NAMES)


@dataclass
class Town:
    """A municipality, what can be asked for there, and who answers."""

    municipality: Municipality
    services: list[Service]
    officers: dict[int, Any]
    coordinator: Any
    departments: list[Department] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return str(self.municipality.slug)


def found(slugs: tuple[str, ...]) -> Iterator[Town]:
    """Onboard them by the real service; without pages, which are no part of this."""
    for slug in slugs:
        csv = DATA / "departments" / f"{slug}.csv"
        row = MunicipalityRow(
            slug, NAMES[slug], slug.title(), "시", f"{slug}.localhost", slug, ("ko", "en"), departments_csv=csv
        )
        municipality = onboard(row, lambda line: None, content=False)
        with tenant(municipality):
            yield _furnish(municipality)


def _furnish(municipality: Municipality) -> Town:
    from home.starter.writer import Departments

    departments = list(Department.objects.open())
    catalogue.load(municipality.slug, Departments(departments), ("ko", "en"))
    services = list(Service.objects.filter(online=True, needs_identity=False).select_related("department"))
    officers = {
        department.pk: staff(f"officer{department.pk}", Role.DEPARTMENT, departments=[department], heads=[department])
        for department in departments
    }
    coordinating = Department.objects.open().get(handles_petitions=True)
    coordinator = staff("coordinator", Role.DEPARTMENT, departments=[coordinating])
    return Town(municipality, services, officers, coordinator, departments)


def chosen(towns: list[Town], dice: random.Random) -> Town:
    """Larger ones get more."""
    return dice.choices(towns, weights=[len(town.services) for town in towns])[0]
