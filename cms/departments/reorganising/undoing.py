"""The way back of a reorganisation: from its log, and what came to stand in the successors' name since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from cms.departments.models import Department, DepartmentName, Reorganisation, State
from cms.departments.moving import Change, Held, movers
from cms.departments.reorganising.structure import DEPARTMENT, NAME, STRUCTURE
from cms.departments.reorganising.writing import inverse, look, removing, rows_now

Step = tuple[str, list[Change]]  # the mover, and what it writes in one go


@dataclass(frozen=True)
class Since:
    """Something that a successor holds and the log does not know; ``home`` is where its page goes back to."""

    mover: str
    held: Held
    home: int | None


def way_back(row: Reorganisation) -> list[Step]:
    """What is to be written, in its order. Rows that are gone are passed over; those it made go as they are now."""
    steps = _steps(row)
    gone = {(change.model, change.pk) for change in look(_all(steps)).gone}
    made = {(change.model, change.pk) for change in _all(steps) if _takes_away(change)}
    back = [(name, [change for change in changes if _written(change, gone, made)]) for name, changes in steps]
    return [*_drafts_since(row), (STRUCTURE, _names_since(row)), *[(name, _as_now(changes)) for name, changes in back]]


def reasons_against(row: Reorganisation) -> list[str]:
    """Everything that later changes made impossible; empty when all can go back."""
    later = Reorganisation.objects.filter(state=State.APPLIED, applied_at__gt=row.applied_at)
    reasons = [_("“%(title)s” was applied after it: undo that one first.") % {"title": other.title} for other in later]
    clashes = look(_all(_steps(row))).clashes
    return reasons + [_clash(change) for change in clashes if not _takes_away(change)] + _new_things(row)


def _written(change: Change, gone: set[tuple[str, int]], made: set[tuple[str, int]]) -> bool:
    """A row that is taken away needs no field put back first."""
    row = (change.model, change.pk)
    return row not in gone and (not change.field or row not in made)


def _takes_away(change: Change) -> bool:
    return not change.field and change.new is None


def _all(steps: Iterable[Step]) -> list[Change]:
    return [change for _name, changes in steps for change in changes]


def _steps(row: Reorganisation) -> list[Step]:
    """The log backwards, what one mover wrote together staying together."""
    rows = reversed(list(row.changes.all()))
    return [(name, inverse(reversed([_change(entry) for entry in group]))) for name, group in groupby(rows, _mover)]


def _mover(entry) -> str:
    return entry.mover


def _change(entry) -> Change:
    return Change(entry.model, entry.object_pk, entry.field, entry.old, entry.new, entry.label)


def _as_now(changes: list[Change]) -> list[Change]:
    """A row that it made may have been filled in since; it is taken away all the same."""
    present = rows_now([change for change in changes if _takes_away(change)])
    return [present.get((change.model, change.pk), change) if not change.field else change for change in changes]


def _clash(change: Change) -> str:
    where = f"{change.model} {change.pk} {change.field}".strip()
    return _("“%(what)s” was changed since (%(where)s).") % {"what": change.label or change.pk, "where": where}


def _made(row: Reorganisation) -> set[int]:
    """Departments that it made and that the way back takes away."""
    return set(row.changes.filter(model=DEPARTMENT, field="", old__isnull=True).values_list("object_pk", flat=True))


def _homes(row: Reorganisation) -> dict[tuple[int, int], int]:
    """For each page that was moved and the department that got it: the one that it came from."""
    rows = row.changes.filter(page_key__isnull=False).exclude(field="").order_by("-number")
    return {(page, new): old for page, new, old in rows.values_list("page_key", "new", "old") if isinstance(old, int)}


def _since(row: Reorganisation) -> Iterator[Since]:
    known = set(row.changes.values_list("model", "object_pk", "field"))
    homes, made = _homes(row), _made(row)
    successors = {department for _page, department in homes} | made
    for mover in movers():
        things = dict.fromkeys(mover.held(successors))
        if made:
            things |= dict.fromkeys(mover.traces(made))
        for thing in things:
            if not known & {(thing.model, thing.pk, thing.field), (thing.model, thing.pk, "")}:
                yield Since(mover.name, thing, homes.get((thing.page or 0, thing.department)))


def _drafts_since(row: Reorganisation) -> list[Step]:
    """Newer drafts of pages that go back go with them."""
    found: dict[str, list[Change]] = {}
    for since in _since(row):
        if since.home is not None:
            held = since.held
            change = Change(held.model, held.pk, held.field, held.department, since.home, held.label)
            found.setdefault(since.mover, []).append(change)
    return list(found.items())


def _names_since(row: Reorganisation) -> list[Change]:
    """Other names that a department which is taken away was given since."""
    known = row.changes.filter(model=NAME, field="", old__isnull=True).values("object_pk")
    names = DepartmentName.objects.filter(department_id__in=_made(row)).exclude(pk__in=known)
    return [removing(name, name.name) for name in names]


def _new_things(row: Reorganisation) -> list[str]:
    """What came to departments which the way back takes away."""
    made = Department.objects.in_bulk(_made(row))
    below = Department.objects.filter(parent_id__in=made).exclude(pk__in=_placed(row))
    sentence = _("“%(what)s” belongs to “%(name)s”, which would be taken away.")
    return [
        sentence % {"what": since.held.label, "name": made[since.held.department].name}
        for since in _since(row)
        if since.home is None and since.held.department in made
    ] + [sentence % {"what": child.name, "name": made[child.parent_id or 0].name} for child in below]


def _placed(row: Reorganisation) -> set[int]:
    """Departments whose parent the way back sets."""
    return set(row.changes.filter(model=DEPARTMENT, field="parent_id").values_list("object_pk", flat=True)) | _made(row)
