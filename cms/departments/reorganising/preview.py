"""The dry run: exactly what a reorganisation would move, counted and listed. Nothing is written."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.departments.models import ContractorSection, Reorganisation
from cms.departments.moving import Mover
from cms.departments.reorganising.checks import Problem, plan_of, problems_of
from cms.departments.reorganising.collecting import Going, collect
from cms.departments.reorganising.plan import Plan


@dataclass(frozen=True)
class Way:
    """What goes from one department to another, by its labels."""

    source: str
    target: str
    labels: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Section:
    """What one room moves."""

    name: str
    label: Promise | str
    ways: tuple[Way, ...]

    @property
    def count(self) -> int:
        return sum(way.count for way in self.ways)


@dataclass(frozen=True)
class Contract:
    """A contractor's section with pages that get another department. The contract goes on; its pages are named."""

    contractor: str
    section: str
    pages: int


@dataclass(frozen=True)
class Preview:
    """The dry run of a plan."""

    problems: tuple[Problem, ...]
    departments: tuple[str, ...]  # what happens to the departments themselves, in sentences
    sections: tuple[Section, ...]
    contracts: tuple[Contract, ...]
    splits: tuple[tuple[str, str], ...]  # code and name of those whose things can be assigned

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)


def preview(reorganisation: Reorganisation, today: dt.date | None = None) -> Preview:
    """What would happen if it were applied now."""
    problems = tuple(problems_of(reorganisation, today))
    plan = plan_of(reorganisation)
    collected = collect(reorganisation, plan)
    return Preview(
        problems,
        tuple(_sentences(plan)),
        tuple(section for section in (_section(plan, mover, things) for mover, things in collected) if section.count),
        tuple(_contracts(collected)),
        tuple((code, plan.units[code].name) for code, heirs in plan.heirs.items() if len(heirs) > 1),
    )


def _section(plan: Plan, mover: Mover, things: Iterable[Going]) -> Section:
    ordered = sorted(things, key=lambda going: (going.source, going.target))
    return Section(
        mover.name,
        mover.label,
        tuple(
            Way(plan.name_of(source), plan.name_of(target) if target else "–", tuple(str(g.held.label) for g in group))
            for (source, target), group in groupby(ordered, key=lambda going: (going.source, going.target))
        ),
    )


def _sentences(plan: Plan) -> Iterable[str]:
    for code, line in plan.made.items():
        yield _("“%(name)s” (%(code)s) is opened.") % {"name": line.name, "code": code}
    for code, unit in plan.units.items():
        if plan.name_of(code) != unit.name:
            yield _("“%(name)s” is called “%(new)s” from then on.") % {"name": unit.name, "new": plan.name_of(code)}
    for code in sorted(plan.closed & set(plan.units)):
        heirs = ", ".join(plan.name_of(heir) for heir in plan.heirs.get(code, ()))
        name = plan.units[code].name
        yield (
            _("“%(name)s” is closed; its successors: %(heirs)s.") % {"name": name, "heirs": heirs}
            if heirs
            else _("“%(name)s” is closed without a successor.") % {"name": name}
        )
    for code, parent in plan.parents.items():
        if code in plan.units and parent != plan.units[code].parent:
            place = plan.name_of(parent) if parent else _("the top")
            yield _("“%(name)s” moves below %(place)s.") % {"name": plan.name_of(code), "place": place}


def _contracts(collected: Iterable[tuple[Mover, list[Going]]]) -> Iterable[Contract]:
    pages = {going.held.page for _mover, things in collected for going in things if going.held.page}
    sections = ContractorSection.objects.select_related("grant__user", "page").order_by("grant", "sort_order")
    for section in sections:
        inside = Page.objects.filter(Q(pk__in=pages), path__startswith=section.page.path).count()
        if inside:
            yield Contract(str(section.grant), section.page.title, inside)
