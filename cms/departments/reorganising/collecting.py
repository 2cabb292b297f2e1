"""Asking every room what the departments of a plan hold, and where each thing goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.departments.models import Department, Reorganisation
from cms.departments.moving import Held, Mover, movers
from cms.departments.reorganising.plan import Plan


@dataclass(frozen=True)
class Going:
    """One thing and the code of the department that it goes to; '' when nobody takes it. A copy of it, too."""

    held: Held
    source: str
    target: str
    copy: bool = False


@dataclass(frozen=True)
class Assignments:
    """Who gets what in the splits: by department and page, with or without the pages below, and by person."""

    exact: Mapping[tuple[str, int], str] = field(default_factory=dict)
    sections: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)  # code → (tree path, successor)
    people: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, reorganisation: Reorganisation) -> "Assignments":
        """Those of a reorganisation. One query."""
        exact: dict[tuple[str, int], str] = {}
        sections: dict[str, list[tuple[str, str]]] = {}
        people: dict[tuple[str, int], str] = {}
        rows = reorganisation.assignments.values_list("code", "into", "page_id", "page__path", "with_below", "person")
        for code, into, page, path, with_below, person in rows:
            if person:
                people[code, person] = into
            elif with_below:
                sections.setdefault(code, []).append((path, into))
            else:
                exact[code, page] = into
        for paths in sections.values():
            paths.sort(key=lambda entry: -len(entry[0]))
        return cls(exact, sections, people)

    def target(self, code: str, held: Held, path: str) -> str:
        """The successor that something was assigned to, '' when to none: the nearest section above decides."""
        if held.page is not None:
            if (code, held.page) in self.exact:
                return self.exact[code, held.page]
            for start, into in self.sections.get(code, []):
                if path.startswith(start):
                    return into
        return self.people.get((code, held.person), "") if held.person is not None else ""


def collect(reorganisation: Reorganisation, plan: Plan) -> list[tuple[Mover, list[Going]]]:
    """For every room what goes where; what stays in its department is left out. Reads only."""
    giving = plan.closed | frozenset(plan.heirs)
    codes = dict(Department.objects.filter(code__in=giving).order_by().values_list("pk", "code"))
    held = [(mover, list(mover.held(codes))) for mover in movers()] if codes else []
    paths = _paths(thing for _mover, things in held for thing in things)
    assignments = Assignments.of(reorganisation)
    every = [
        (mover, [_going(thing, codes[thing.department], plan, assignments, paths) for thing in things])
        for mover, things in held
    ]
    rows = {(going.held.model, going.held.pk): going.target for _mover, things in every for going in things}
    parts = _parts(going for _mover, things in every for going in things)
    return [(mover, list(_finally(mover, things, rows, parts))) for mover, things in every]


def _going(thing: Held, code: str, plan: Plan, assignments: Assignments, paths: Mapping[int, str]) -> Going:
    target = assignments.target(code, thing, paths.get(thing.page or 0, ""))
    return Going(thing, code, target or plan.rest_of(code))


def _parts(things: Iterable[Going]) -> dict[tuple[str, str], list[str]]:
    """By department and kind of content ('' for any): the parts that receive a page of it."""
    found: dict[tuple[str, str], list[str]] = {}
    for going in things:
        if going.held.page is not None and going.held.kind is not None and going.target:
            for kind in {going.held.kind, ""}:
                parts = found.setdefault((going.source, kind), [])
                if going.target not in parts:
                    parts.append(going.target)
    return found


def _finally(
    mover: Mover,
    things: Iterable[Going],
    rows: Mapping[tuple[str, int], str],
    parts: Mapping[tuple[str, str], list[str]],
) -> Iterable[Going]:
    """What leaves its department: with what it stands for, and with copies for the other parts."""
    for going in things:
        held = going.held
        target = rows.get(held.about, going.target) if held.about else going.target
        if target != going.source:
            yield Going(held, going.source, target)
        if mover.for_parts:
            others = parts.get((going.source, held.kind or ""), ())
            yield from (
                Going(held, going.source, part, copy=True) for part in others if part not in (target, going.source)
            )


def _paths(things: Iterable[Held]) -> dict[int, str]:
    pages = {thing.page for thing in things if thing.page is not None}
    return dict(Page.objects.filter(pk__in=pages).order_by().values_list("pk", "path"))
