"""What becomes of the leading petition becomes of those merged with it, each with its own notice, at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.case import CLOSED, Actor, Event, State
from petitions import clock
from petitions.merging.joining import part
from petitions.models import Case, CaseEvent
from petitions.services.acting import SCHEDULE, By, act, lock, log
from petitions.services.followers import follows
from petitions.services.gifts import Gift

Regift = Callable[[Case, CaseEvent], Gift]


def _answered(leading: Case, line: CaseEvent) -> Gift:
    """The same words under the same document number."""
    answer = leading.written_answers.order_by("at", "pk").last()
    if answer is None:
        return Gift(echo=True)
    return Gift(
        echo=True,
        text=answer.text or "",
        reason=answer.reasons or "",
        remedy=answer.remedy or "",
        ground=answer.ground,
        document_number=answer.document_number,
    )


#: What happens to the matter, and so to every petition about it. All else is a petitioner's own.
ECHOED: Mapping[str, Regift] = {
    Event.COMPLETE.value: _answered,
    Event.REFUSE.value: _answered,
    Event.NOT_PROCESS.value: _answered,
    Event.TRANSFER.value: lambda leading, line: Gift(
        echo=True, agency=str(line.facts.get("agency", "")), reason=line.words or ""
    ),
    Event.PASS_ON.value: lambda leading, line: Gift(echo=True, department=leading.department, reason=line.words or ""),
    Event.TELL_PROGRESS.value: lambda leading, line: Gift(echo=True, text=line.words or ""),
}
#: What changes the one period in which all of them are dealt with; of each petitioner is told what the law says.
TOLD: Mapping[str, bool] = {
    Event.EXTEND.value: True,
    Event.STOP_CLOCK.value: True,
    Event.RESUME_CLOCK.value: True,
    Event.DEMAND_SUPPLEMENT.value: False,
    Event.SUPPLY.value: False,
}
_ANSWERS = (Event.COMPLETE.value, Event.REFUSE.value)


@follows
def follow(case: Case, line: CaseEvent) -> None:
    """Pass on what happened; where the leading petition goes its own way, the next one leads."""
    if case.merged_into_id is not None:
        return
    if line.event in ECHOED:
        gift = ECHOED[line.event](case, line)
        for merged in _merged(case):
            _echo(merged, case, line, gift)
    elif line.event in TOLD:
        for merged in _merged(case):
            _keep_time(lock(merged), line)
    elif case.at in CLOSED and not line.before.startswith("objection"):
        _hand_on(case)


def _merged(case: Case) -> list[Case]:
    return list(case.merged.filter(closed_at=None).order_by("received_at", "pk"))


def _echo(case: Case, leading: Case, line: CaseEvent, gift: Gift) -> None:
    by = By(frozenset({Actor.OFFICER, Actor.HEAD}), line.by, line.by_name, line.department_name)
    if case.at is State.SUBMITTED and line.event in (*_ANSWERS, Event.NOT_PROCESS.value):
        act(case, Event.RECEIVE, SCHEDULE, Gift(echo=True))
    if case.at is State.RECEIVED and line.event in _ANSWERS:
        act(case, Event.ASSIGN, SCHEDULE, Gift(echo=True, officer=leading.officer or line.by))
    act(case, Event(line.event), by, gift)


def _keep_time(case: Case, line: CaseEvent) -> None:
    """The due date is the leading petition's (영 제6조제6항, 제21조제2항)."""
    before = (case.due_on, case.due_at)
    clock.recount(case, clock.calendar(), timezone.now())
    if (case.due_on, case.due_at) != before:
        case.version += 1
        case.save(update_fields=["due_on", "due_at", "version"])
    if TOLD[line.event]:
        by = By(frozenset({Actor(line.actor)}), line.by, line.by_name, line.department_name)
        log(case, line.event, by, words=line.words or "", facts=line.facts, told=True)


def _hand_on(leading: Case) -> None:
    """Withdrawn, returned or closed as a repeat: that is its petitioner's affair, and the others still wait."""
    rest = _merged(leading)
    if not rest:
        return
    first = lock(rest[0])
    part(first, SCHEDULE, _("The petition with which it was merged has ended; it is dealt with by itself now."))
    for other in rest[1:]:
        held = lock(other)
        held.merged_into = first
        held.version += 1
        clock.recount(held, clock.calendar(), timezone.now())
        held.save(update_fields=["merged_into", "version", "due_on", "due_at"])
