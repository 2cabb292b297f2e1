"""Whether a plan can be carried out: every reason at once, each with its line."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.departments.importing import TELEPHONE
from cms.departments.models import Department, Reorganisation, State
from cms.departments.moving import Mover
from cms.departments.reorganising.collecting import Going, collect
from cms.departments.reorganising.plan import CLOSE, MERGE, MOVE, NEW, RENAME, SPLIT, Line, Plan, Unit

CHANGING = frozenset({RENAME, MOVE})
ENDING = frozenset({MERGE, CLOSE})


@dataclass(frozen=True, order=True)
class Problem:
    """One reason; ``line`` 0 is about the whole plan."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return (
            _("Line %(line)d: %(sentence)s") % {"line": self.line, "sentence": self.sentence}
            if self.line
            else (self.sentence)
        )


def plan_of(reorganisation: Reorganisation) -> Plan:
    """The plan over the departments that are open now. Two queries."""
    fields = ("kind", "code", "into", "parent", "name", "name_en", "telephone", "duties")
    rows = reorganisation.lines.values_list(*fields)
    lines = tuple(Line(number, *row) for number, row in enumerate(rows, start=1))
    departments = Department.objects.open().order_by().values_list("code", "name", "parent__code")
    return Plan(lines, {code: Unit(code, name, parent or "") for code, name, parent in departments})


def problems_of(reorganisation: Reorganisation, today: dt.date | None = None) -> list[Problem]:
    """Everything that stands against a reorganisation; empty when it can be carried out."""
    plan = plan_of(reorganisation)
    found = [*date_problems(reorganisation, today or timezone.localdate()), *line_problems(plan)]
    found += _assignment_problems(reorganisation, plan)
    if not found:
        found += left_behind(plan, collect(reorganisation, plan))
    return sorted(set(found))


def date_problems(reorganisation: Reorganisation, today: dt.date) -> Iterable[Problem]:
    """Not in the past when it is confirmed, and not before what the departments went through already."""
    day = reorganisation.effective_on
    if reorganisation.state == State.DRAFT and day < today:
        yield Problem(0, _("The effective date %(day)s is past.") % {"day": day.isoformat()})
    later = Reorganisation.objects.filter(state=State.APPLIED, effective_on__gt=day).order_by("-effective_on").first()
    if later:
        said = {"title": later.title, "day": later.effective_on.isoformat()}
        yield Problem(0, _("“%(title)s” took effect later, on %(day)s.") % said)


def line_problems(plan: Plan) -> list[Problem]:
    """What is wrong with the lines themselves, one by one and with each other."""
    if not plan.lines:
        return [Problem(0, _("The plan has no line."))]
    taken = frozenset(Department.objects.closed().values_list("code", flat=True)) | frozenset(plan.units)
    found = [problem for line in plan.lines for problem in _line(plan, line, taken)]
    found += [*_overlaps(plan), *_parts(plan)]
    if not found:
        found += [
            Problem(_number(plan, code), _("“%(name)s” would be below itself.") % {"name": plan.name_of(code)})
            for code in plan.below_itself()
        ]
    return found


def _line(plan: Plan, line: Line, taken: frozenset[str]) -> Iterable[Problem]:
    checks = {NEW: _new, RENAME: _rename, MERGE: _ending, SPLIT: _ending, CLOSE: _ending, MOVE: _move}
    if line.kind != NEW and line.code not in plan.units:
        yield _unknown(line, line.code)
        return
    for sentence in checks[line.kind](plan, line, taken):
        yield Problem(line.number, sentence)


def _unknown(line: Line, code: str) -> Problem:
    return Problem(line.number, _no_department(code))


def _no_department(code: str) -> str:
    return _("No open department has the code “%(code)s”.") % {"code": code}


def _new(plan: Plan, line: Line, taken: frozenset[str]) -> Iterable[str]:
    if line.code in taken:
        yield _("The code “%(code)s” is taken.") % {"code": line.code}
    yield from _named(line)
    if not line.telephone:
        yield _("A new department needs a telephone number.")
    yield from _parent(plan, line)


def _rename(plan: Plan, line: Line, taken: frozenset[str]) -> Iterable[str]:
    yield from _named(line)


def _named(line: Line) -> Iterable[str]:
    if not line.name:
        yield _("The name is missing.")
    if line.telephone and not TELEPHONE.fullmatch(line.telephone):
        yield _("“%(value)s” is not a telephone number.") % {"value": line.telephone}


def _ending(plan: Plan, line: Line, taken: frozenset[str]) -> Iterable[str]:
    if not line.into:
        if line.kind != CLOSE:
            yield _("The successor is missing.")
    elif line.into == line.code and line.kind != SPLIT:
        yield _("A department cannot be its own successor.")
    elif line.into not in plan.units and line.into not in plan.made:
        yield _no_department(line.into)
    elif line.into in plan.closed:
        yield _("The successor “%(name)s” ends itself.") % {"name": plan.name_of(line.into)}


def _move(plan: Plan, line: Line, taken: frozenset[str]) -> Iterable[str]:
    yield from _parent(plan, line)


def _parent(plan: Plan, line: Line) -> Iterable[str]:
    if line.parent and line.parent not in plan.units and line.parent not in plan.made:
        yield _no_department(line.parent)
    elif line.parent in plan.closed:
        yield _("“%(name)s” ends with this plan and has nothing below it.") % {"name": plan.name_of(line.parent)}


def _overlaps(plan: Plan) -> Iterable[Problem]:
    """A department ends once or stays; each of its sides is changed once."""
    first: dict[tuple[str, str], int] = {}
    for line in plan.lines:
        side = line.kind if line.kind in CHANGING | {NEW} else "end"
        key = (line.code, f"{side}:{line.into}" if line.kind == SPLIT else side)
        before = first.setdefault(key, line.number)
        if before != line.number:
            said = {"line": before, "code": line.code}
            yield Problem(line.number, _("Line %(line)d does the same with “%(code)s” already.") % said)
    kinds: dict[str, set[str]] = {}
    for line in plan.lines:
        kinds.setdefault(line.code, set()).add(line.kind)
    for line in plan.lines:
        if line.kind in CHANGING and line.code in plan.closed:
            yield Problem(line.number, _("“%(code)s” ends with this plan.") % {"code": line.code})
        if line.kind == SPLIT and kinds[line.code] & ENDING:
            yield Problem(line.number, _("“%(code)s” is merged or closed in another line.") % {"code": line.code})


def _parts(plan: Plan) -> Iterable[Problem]:
    counts = Counter(line.code for line in plan.lines if line.kind == SPLIT)
    for line in plan.lines:
        if line.kind == SPLIT and counts[line.code] < 2:
            yield Problem(line.number, _("A split needs two parts or more: a line for each."))


def _assignment_problems(reorganisation: Reorganisation, plan: Plan) -> Iterable[Problem]:
    for assignment in reorganisation.assignments.select_related("page", "person"):
        if assignment.into not in plan.heirs.get(assignment.code, ()):
            said = {"what": assignment.page or assignment.person, "code": assignment.into}
            yield Problem(0, _("“%(what)s” is assigned to “%(code)s”, which is no part of its department.") % said)


def left_behind(plan: Plan, collected: Iterable[tuple[Mover, list[Going]]]) -> Iterable[Problem]:
    """A department that ends without a successor must hold nothing."""
    childless = {plan.units[code].parent for code in plan.units if code not in plan.closed}
    for code in plan.closed - frozenset(plan.heirs):
        if code in childless and any(_still_below(plan, child, code) for child in plan.units):
            sentence = _("“%(name)s” has no successor, but departments below it.")
            yield Problem(_number(plan, code), sentence % {"name": plan.name_of(code)})
    for mover, things in collected:
        counts = Counter(going.source for going in things if not going.target)
        for code, count in counts.items():
            said = {"name": plan.name_of(code), "what": mover.label, "count": count}
            sentence = _("“%(name)s” has no successor, but holds: %(what)s (%(count)d).")
            yield Problem(_number(plan, code), sentence % said)


def _still_below(plan: Plan, child: str, code: str) -> bool:
    """Nobody said where this department goes when its parent ends without an heir."""
    said = {line.code for line in plan.lines if line.kind == MOVE}
    return plan.units[child].parent == code and child not in plan.closed and child not in said


def _number(plan: Plan, code: str) -> int:
    return next((line.number for line in plan.lines if line.code == code), 0)
