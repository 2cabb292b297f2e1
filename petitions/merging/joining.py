"""Several petitions of the same purport under one, and out of it again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.case import Event
from cms.ordinance.intake import may_merge
from cms.ordinance.joint import Petitioned, may_receive_as_one
from cms.ordinance.joint import leading as first_of
from petitions import clock
from petitions.models import Case, CaseEvent
from petitions.people import actors
from petitions.services.acting import By, Refused, act, lock, log
from petitions.services.gifts import Gift


def merge(cases: Sequence[Case], by: By, reason: str, *, same_purport: bool = True) -> Case:
    """Receive petitions as one: all of them, or none. The first received leads, so that nobody waits longer for it.

    Those of other departments are passed on to the leading one's. Each petitioner keeps their number and is told.

    :param same_purport: the officer's decision that they ask for the same (동일한 취지), which the reason explains.
    :raises Refused: with every reason: fewer than five petitioners, a closed or merged one, what is not theirs to do.
    """
    with transaction.atomic():
        held = [lock(case) for case in sorted(cases, key=lambda case: case.pk)]
        verdict = may_receive_as_one([_petitioned(case) for case in held], same_purport)
        if not verdict:
            raise Refused(verdict.reasons)
        number = first_of(_petitioned(case) for case in held).reference
        leading = next(case for case in held if case.number == number)
        for case in held:
            if case.pk != leading.pk:
                _join(case, leading, by, reason)
    leading.refresh_from_db()
    return leading


def unmerge(case: Case, by: By, reason: str, *, seen: int | None = None) -> CaseEvent:
    """Take a petition out again before it is closed; it goes on by itself, where it stood.

    :raises Refused: with every reason.
    """
    with transaction.atomic():
        held = lock(case)
        reasons = []
        if not _of(by, held).actors:
            reasons.append(_("This petition is not for you to deal with."))
        if held.merged_into_id is None:
            reasons.append(_("The petition is not merged with another one."))
        if not held.is_open:
            reasons.append(_("The petition is closed already."))
        if not reason.strip():
            reasons.append(_("Say why."))
        if seen is not None and held.version != seen:
            reasons.append(_("Somebody else has changed this petition meanwhile. Please look at it again."))
        if reasons:
            raise Refused(reasons)
        line = part(held, _of(by, held), reason)
    case.refresh_from_db()
    return line


def against_one_more(case: Case, leading: Case) -> list[str]:
    """Why one more petition may not join another and those merged with it already: five petitioners in all."""
    group = [leading, *leading.merged.filter(closed_at=None)]
    people = {person for each in (*group, case) for person in _petitioned(each).petitioners}
    return [reason.said(_) for reason in may_merge(len(people), same_purport=True).reasons]


def part(case: Case, by: By, reason: str) -> CaseEvent:
    """Write that a locked case stands by itself; within a transaction."""
    leading = case.merged_into.number if case.merged_into else ""
    case.merged_into = None
    case.version += 1
    clock.recount(case, clock.calendar(), timezone.now())
    case.save()
    return log(case, "unmerge", by, words=reason, facts={"from": leading}, told=True)


def _join(case: Case, leading: Case, by: By, reason: str) -> None:
    if case.department_id != leading.department_id:
        act(case, Event.PASS_ON, _of(by, case), Gift(department=leading.department, reason=reason))
    act(case, Event.MERGE, _of(by, case), Gift(case=leading, reason=reason, echo=True))


def _of(by: By, case: Case) -> By:
    """The same person, as what they are to this case."""
    return By(actors(by.user, case), by.user, by.name, by.department) if by.user is not None else by


def _petitioned(case: Case) -> Petitioned:
    """People are told apart by their contact; of joint petitioners only their number is known."""
    first = case.email_index or case.telephone_index or f"case {case.pk}"
    others = tuple(f"case {case.pk}: {number}" for number in range(2, case.signers + 1))
    return Petitioned(
        case.number,
        case.received_at or case.arrived_at,
        (first, *others),
        is_closed=not case.is_open,
        is_merged=case.merged_into_id is not None,
    )
