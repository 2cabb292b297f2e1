"""What moves when departments change, and what a person leaves behind: rooms above sign up theirs.

A reorganisation (조직개편) asks every room what the departments hold and moves it in one transaction; a person who
leaves (전출·퇴직) hands over what was theirs. Both name rows and fields only, so that this room, being lower, writes,
logs and undoes them without knowing what they mean.

    @moves_with_department("freshness rules", label=gettext_lazy("freshness rules"))
    def rules(departments: Collection[int]) -> Iterable[Held]:
        for rule in FreshnessRule.objects.filter(department_id__in=departments):
            yield Held("pages.freshnessrule", rule.pk, "department_id", rule.department_id, str(rule))

    @owned_by_person("pages", label=gettext_lazy("pages"), keepers=who_keeps_pages)
    def pages(people: Collection[int]) -> Iterable[Owned]:
        for record in PageRecord.objects.filter(owner_id__in=people).select_related("page"):
            yield Owned("pages.pagerecord", record.pk, "owner_id", record.owner_id, record.department_id, …)
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise


@dataclass(frozen=True)
class Held:
    """One thing that a department holds: the field of the row in which it is named.

    ``field`` is the column's attribute (``department_id``). A place within a JSON column is written
    ``content/department`` or ``content/items/#7/department``: the column, then keys; ``#7`` is the entry of a list
    whose ``id`` or ``pk`` is 7, ``0`` its first entry. A JSON column within JSON, as streams in revisions, counts as
    what it holds.
    ``page`` and ``person`` say to whom it belongs: a division (분과) assigns pages, sections and people. What stands
    for another row goes where that goes: ``about`` is its model and key.
    ``kind`` is the kind of content that it has, or that it is about ('' for all).
    """

    model: str  # "pages.pagerecord"
    pk: int
    field: str
    department: int
    label: str
    page: int | None = None
    person: int | None = None
    about: tuple[str, int] | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Change:
    """One field of one row from one value to another; ``field`` empty means the row itself.

    A row that is made has ``old`` None and its columns in ``new``; one that is taken away the other way round.
    """

    model: str
    pk: int
    field: str
    old: Any
    new: Any
    label: str = ""


@dataclass(frozen=True)
class Moved:
    """A thing on its way: where it stands now, and the department that it goes to.

    ``heirs`` are all successors of the department that holds it, the target among them. A ``copy`` leaves the thing
    where it is: the target needs one like it.
    """

    held: Held
    target: int
    heirs: tuple[int, ...] = ()
    copy: bool = False

    def change(self) -> Change:
        """The field names the new department instead of the old one."""
        held = self.held
        return Change(held.model, held.pk, held.field, held.department, self.target, held.label)


@dataclass(frozen=True)
class Owned:
    """One thing that a person keeps for a department: the field that names the person (null when nobody does).

    ``address`` is where it is seen at the desk.
    """

    model: str
    pk: int
    field: str
    person: int
    department: int | None
    label: str
    address: str = ""


Holdings = Callable[[Collection[int]], Iterable[Held]]
Changes = Callable[[Sequence[Moved]], Iterable[Change]]
Settle = Callable[[Sequence[Change]], None]
Owning = Callable[[Collection[int]], Iterable[Owned]]
Keeper = tuple[int, int | None]  # a person, and a department for which they keep something
Keepers = Callable[[], Iterable[Keeper]]


def one_each(moved: Sequence[Moved]) -> Iterable[Change]:
    """What most rooms need: each thing names its new department."""
    return [thing.change() for thing in moved]


def no_traces(departments: Collection[int]) -> Iterable[Held]:
    """For rooms whose history names no department."""
    return ()


def nothing_to_settle(changes: Sequence[Change]) -> None:
    """For rooms that derive nothing from what moved."""


@dataclass(frozen=True)
class Mover:
    """What one room moves.

    ``held``     lists what these departments hold; it reads and never writes.
    ``changes``  turns what moves into changes of rows, where one field each is not all (two rows become one).
    ``settle``   brings into step what is derived from the rows, after they were moved or put back, in the same
                 transaction.
    ``for_parts`` says that each part of a division needs what holds for the kinds of content that it receives: such
    things arrive in ``changes`` as copies, too.
    ``traces``   lists what else names these departments and stays as it is, as history does; asked only when a
                 department that was made is taken away again.
    """

    name: str
    label: Promise | str
    held: Holdings
    changes: Changes = one_each
    settle: Settle = nothing_to_settle
    traces: Holdings = no_traces
    order: int = 500
    for_parts: bool = False


@dataclass(frozen=True)
class Ownership:
    """What people own in one room. ``keepers`` are those who own something, each once a department."""

    name: str
    label: Promise | str
    owned: Owning
    keepers: Keepers


_movers: dict[str, Mover] = {}
_ownerships: dict[str, Ownership] = {}


def moves_with_department(
    name: str,
    label: Promise | str,
    *,
    changes: Changes = one_each,
    settle: Settle = nothing_to_settle,
    traces: Holdings = no_traces,
    order: int = 500,
    for_parts: bool = False,
) -> Callable[[Holdings], Holdings]:
    """Sign up what a room's departments hold.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(held: Holdings) -> Holdings:
        _once(_movers, name)
        _movers[name] = Mover(name, label, held, changes, settle, traces, order, for_parts)
        return held

    return sign_up


def owned_by_person(name: str, label: Promise | str, *, keepers: Keepers) -> Callable[[Owning], Owning]:
    """Sign up what a room's people own. The field may be emptied when they leave: the department still has it.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(owned: Owning) -> Owning:
        _once(_ownerships, name)
        _ownerships[name] = Ownership(name, label, owned, keepers)
        return owned

    return sign_up


def movers() -> list[Mover]:
    """All movers, in the order in which they write."""
    return sorted(_movers.values(), key=lambda mover: (mover.order, mover.name))


def ownerships() -> list[Ownership]:
    """All that people can own, by name."""
    return [_ownerships[name] for name in sorted(_ownerships)]


def _once(registry: dict[str, Any], name: str) -> None:
    if name in registry:
        raise ImproperlyConfigured(f"Something named {name} moves already.")
