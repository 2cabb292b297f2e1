"""What the public catalogue shows for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale

from cms.core.menu import site_menu
from cms.core.visibility import readable
from cms.departments.models import Department
from petitions.finding import cut, find
from petitions.models import CataloguePage, Kind, LifeSituation, LifeSituationName, Service, ServiceText
from petitions.models.kinds import MEANINGS
from petitions.shown import Shown
from petitions.tongues import KOREAN


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list down."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """The services of one kind."""

    kind: str
    title: str
    meaning: str
    items: tuple[Shown, ...]


def services_of() -> list[Shown]:
    """What is open today and offered in the reader's language, in the order of the catalogue, each with ``doors``: the
    situations of life, named in that language. One query.
    """
    language = get_language() or KOREAN
    if language == KOREAN:
        rows = Service.objects.open().select_related("department").defer("form_fields")
        return [Shown(service, None) for service in rows.annotate(doors=_doors("pk", language))]
    order = [f"service__{field}" for field in Service._meta.ordering]
    spoken = ServiceText.objects.filter(
        language=language, offered=True, service__in=Service.objects.open().values("pk")
    )
    texts = spoken.select_related("service__department").defer("service__form_fields").order_by(*order)
    found = []
    for text in texts.annotate(doors=_doors("service_id", language)):
        text.service.doors = text.doors
        found.append(Shown(text.service, text))
    return found


def _doors(key: str, language: str) -> ArraySubquery:
    """The situations of life of a service as [order, short name, name]: all in one column."""
    names = LifeSituationName.objects.filter(situation=OuterRef("pk"), language=language).values("name")[:1]
    rows = LifeSituation.objects.filter(services=OuterRef(key)).order_by("sort_order", "pk")
    name = Coalesce(Subquery(names), F("name"))
    return ArraySubquery(rows.annotate(door=JSONObject(order="sort_order", slug="slug", name=name)).values("door"))


@dataclass(frozen=True)
class Place:
    """Where the catalogue is in the reader's language."""

    title: str
    url: str


def catalogue_place(request: HttpRequest) -> Place | None:
    """The one that everybody can read: as the menu knows it without a query, else looked for."""
    for top in site_menu(request):
        for node in top.walk():
            if node.role == CataloguePage.chrome_role:
                return Place(node.title, node.url)
    page = catalogue_page()
    return Place(page.title, page.get_url(request) or "") if page else None


def catalogue_page() -> CataloguePage | None:
    """The catalogue that everybody can read in the reader's language."""
    locale = Locale.objects.filter(language_code=get_language() or KOREAN).values("pk")
    page: CataloguePage | None = readable(CataloguePage.objects.filter(locale__in=locale)).order_by("path").first()
    return page


@dataclass(frozen=True)
class Listing:
    """The services that answer to words, kind, department and situation of life together."""

    query: str
    kind: str
    department: str
    situation: str
    every: tuple[Shown, ...]

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> Listing:
        """Reads the question; what is not known narrows nothing."""
        every = tuple(services_of())
        kind = parameters.get("kind", "")
        department, situation = parameters.get("department", ""), parameters.get("situation", "")
        return cls(
            query=cut(parameters.get("q", "")),
            kind=kind if kind in Kind else "",
            department=department if department in {item.department.code for item in every} else "",
            situation=situation if situation in {slug for item in every for slug in _situations(item)} else "",
            every=every,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.query or self.kind or self.department or self.situation)

    @cached_property
    def items(self) -> list[Shown]:
        """What answers to all of it."""
        fitting = [
            item
            for item in self.every
            if (not self.kind or item.service.kind == self.kind)
            and (not self.department or item.department.code == self.department)
            and (not self.situation or self.situation in _situations(item))
        ]
        return find(self.query, fitting)

    @property
    def groups(self) -> list[Group]:
        """By kind, in the law's order; those of one kind as they were found."""
        return [
            Group(kind.value, str(kind.label), str(MEANINGS[kind]), tuple(items))
            for kind in Kind
            if (items := [item for item in self.items if item.service.kind == kind])
        ]

    @property
    def kinds(self) -> list[Choice]:
        """The kinds of which there are services."""
        held = {item.service.kind for item in self.every}
        return [Choice(kind.value, str(kind.label), kind == self.kind) for kind in Kind if kind in held]

    @property
    def departments(self) -> list[Choice]:
        """The departments that answer for services, by name."""
        held: dict[int, Department] = {item.department.pk: item.department for item in self.every}
        rows = sorted(held.values(), key=lambda department: department.local_name)
        return [Choice(row.code, row.local_name, row.code == self.department) for row in rows]

    @property
    def situations(self) -> list[Choice]:
        """The situations of life for which there is something, in their order."""
        held = {door["slug"]: door for item in self.every for door in item.service.doors}
        rows = sorted(held.values(), key=lambda door: (door["order"], door["slug"]))
        return [Choice(door["slug"], door["name"], door["slug"] == self.situation) for door in rows]


def _situations(item: Shown) -> list[str]:
    return [door["slug"] for door in item.service.doors]
