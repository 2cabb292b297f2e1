"""Confirming, applying and undoing a reorganisation (조직개편): each in one transaction, all of it or nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.departments.models import Department, Reorganisation, ReorganisationChange, State
from cms.departments.moving import Change, Moved, movers
from cms.departments.reorganising import structure
from cms.departments.reorganising.checks import plan_of, problems_of
from cms.departments.reorganising.collecting import Going, collect
from cms.departments.reorganising.keepers import KEEPERS, left_behind
from cms.departments.reorganising.movers import find_again
from cms.departments.reorganising.plan import Plan
from cms.departments.reorganising.structure import DEPARTMENT, STRUCTURE
from cms.departments.reorganising.undoing import Step, reasons_against, way_back
from cms.departments.reorganising.writing import UnexpectedRowError, write
from cms.departments.signals import renamed


class ReorganisationRefusedError(Exception):
    """It cannot be done; ``reasons`` are all of them, as sentences."""

    def __init__(self, reasons: Iterable[object]):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


@transaction.atomic
def confirm(reorganisation: Reorganisation, user, today: dt.date | None = None) -> Reorganisation:
    """From now on it waits for its day.

    :raises ReorganisationRefusedError: with everything that stands against it.
    """
    row = _locked(reorganisation)
    _require(row, State.DRAFT)
    _refuse(problems_of(row, today))
    row.state, row.confirmed_by, row.confirmed_at, row.refused = State.CONFIRMED, user, timezone.now(), []
    row.save()
    return row


@transaction.atomic
def take_back(reorganisation: Reorganisation) -> Reorganisation:
    """A confirmed one is a draft again.

    :raises ReorganisationRefusedError: when it was applied already.
    """
    row = _locked(reorganisation)
    _require(row, State.CONFIRMED)
    row.state, row.confirmed_by, row.confirmed_at, row.refused = State.DRAFT, None, None, []
    row.save()
    return row


@transaction.atomic
def apply(reorganisation: Reorganisation, user=None, today: dt.date | None = None) -> Reorganisation:
    """Carry it out: departments, then everything that they hold, with a row of the log for each thing moved.

    Another run that comes at the same time waits and finds it applied: it does nothing.

    :raises ReorganisationRefusedError: with everything that stands against it; then nothing was written.
    """
    row = _locked(reorganisation)
    if row.state == State.APPLIED:
        return row
    _require(row, State.CONFIRMED)
    if row.effective_on > (today or timezone.localdate()):
        raise ReorganisationRefusedError([_("Its effective date has not come yet.")])
    _lock_departments()
    _refuse(problems_of(row, today))
    try:
        log = _carry_out(row)
    except UnexpectedRowError as error:
        raise ReorganisationRefusedError(_changed_meanwhile(error.changes)) from error
    ReorganisationChange.objects.bulk_create(log)
    row.state, row.applied_by, row.applied_at, row.refused = State.APPLIED, user, timezone.now(), []
    row.save()
    return row


@transaction.atomic
def undo(reorganisation: Reorganisation, user=None) -> Reorganisation:
    """Put everything back to where it was, from the log, the last first. What vanished since is passed over.

    :raises ReorganisationRefusedError: with everything that later changes made impossible; then nothing was written.
    """
    row = _locked(reorganisation)
    if row.state == State.UNDONE:
        return row
    _require(row, State.APPLIED)
    _lock_departments()
    _refuse(reasons_against(row))
    try:
        steps = way_back(row)
        for _name, changes in steps:
            write(changes)
        _settle(steps)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a row that still names a department taken away
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except UnexpectedRowError as error:
        raise ReorganisationRefusedError(_changed_meanwhile(error.changes)) from error
    except IntegrityError as error:
        sentence = _("Something still names a department that it made: %(detail)s")
        raise ReorganisationRefusedError([sentence % {"detail": str(error).strip()}]) from error
    row.state, row.undone_by, row.undone_at = State.UNDONE, user, timezone.now()
    row.save()
    return row


def _carry_out(row: Reorganisation) -> list[ReorganisationChange]:
    plan = plan_of(row)
    collected = collect(row, plan)
    log: list[ReorganisationChange] = []
    _write(row, log, STRUCTURE, structure.opening(plan, row.effective_on))
    departments = {department.code: department for department in Department.objects.all()}
    _write(row, log, STRUCTURE, structure.renaming(plan, departments, row.effective_on))
    _write(row, log, STRUCTURE, structure.placing(plan, departments))
    written: dict[str, Sequence[Change]] = {}
    for mover, things in collected:
        moved = [_on_its_way(going, plan, departments) for going in things]
        changes = list(mover.changes(moved))
        _write(row, log, mover.name, changes, things)
        written[mover.name] = changes
    _write(row, log, KEEPERS, left_behind({departments[code].pk for code in _given(plan)}))
    for mover in movers():
        mover.settle(written.get(mover.name, ()))
    _write(row, log, STRUCTURE, structure.closing(plan, departments, row.effective_on))
    find_again(departments[code].pk for code in _touched(plan))
    _tell_of_names((entry.model, entry.field, entry.object_pk) for entry in log)
    return log


def _on_its_way(going: Going, plan: Plan, departments: Mapping[str, Department]) -> Moved:
    heirs = tuple(departments[code].pk for code in plan.heirs[going.source])
    return Moved(going.held, departments[going.target].pk, heirs, going.copy)


def _given(plan: Plan) -> set[str]:
    return {heir for heirs in plan.heirs.values() for heir in heirs}


def _touched(plan: Plan) -> set[str]:
    return {line.code for line in plan.lines} | {line.into for line in plan.lines if line.into}


def _write(
    row: Reorganisation,
    log: list[ReorganisationChange],
    mover: str,
    changes: Sequence[Change],
    things: Iterable[Going] = (),
) -> None:
    write(changes)
    pages = {(going.held.model, going.held.pk): going.held.page for going in things}
    for change in changes:
        log.append(
            ReorganisationChange(
                reorganisation=row,
                number=len(log) + 1,
                mover=mover,
                model=change.model,
                object_pk=change.pk,
                field=change.field,
                old=change.old,
                new=change.new,
                label=change.label[:300],
                page_key=pages.get((change.model, change.pk)),
            )
        )


def _settle(steps: Sequence[Step]) -> None:
    """Every mover, also one that wrote nothing: what it derives may hang on another's rows."""
    written: dict[str, list[Change]] = {}
    for name, changes in steps:
        written.setdefault(name, []).extend(changes)
    find_again(change.pk for change in written.get(STRUCTURE, ()) if change.model == DEPARTMENT)
    for mover in movers():
        mover.settle(written.get(mover.name, []))
    _tell_of_names((change.model, change.field, change.pk) for _name, changes in steps for change in changes)


def _tell_of_names(written: Iterable[tuple[str, str, int]]) -> None:
    """Rows are written below ``save``, so nobody has heard yet of departments that are called otherwise now."""
    names = {pk for model, field, pk in written if model == DEPARTMENT and field in ("name", "name_en")}
    if names:
        renamed.send(Department, departments=frozenset(names))


def _locked(reorganisation: Reorganisation) -> Reorganisation:
    return Reorganisation.objects.select_for_update(of=("self",)).get(pk=reorganisation.pk)


def _lock_departments() -> None:
    """Whoever saves a page meanwhile waits: the row that names a department holds a lock on it until it is written."""
    list(Department.objects.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _require(row: Reorganisation, state: State) -> None:
    if row.state != state:
        said = {"state": row.get_state_display(), "needed": state.label}
        raise ReorganisationRefusedError([_("It is %(state)s; this needs one that is %(needed)s.") % said])


def _refuse(reasons: Sequence[object]) -> None:
    if reasons:
        raise ReorganisationRefusedError(reasons)


def _changed_meanwhile(changes: Iterable[Change]) -> list[str]:
    return [_("“%(what)s” was changed meanwhile.") % {"what": change.label or change.model} for change in changes]
