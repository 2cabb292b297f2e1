"""What each event changes beside the state, within the transaction of ``acting.act``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.ordinance import statutory
from cms.ordinance.case import CLOSED, Event, State, target
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.joint import may_ask_for_representatives
from cms.ordinance.petition_retention import erasable_from
from petitions import clock
from petitions.models import (
    Answer,
    AnswerKind,
    CaseExtension,
    CasePause,
    Origin,
    PetitionSetting,
    Satisfaction,
    Supplement,
)
from petitions.services import objecting
from petitions.services.facts import open_supplement

if TYPE_CHECKING:
    from petitions.services.acting import Acting


def objections(doing: Acting) -> list[str]:
    """What stands against an event beside the law: a closed department, an officer of another one."""
    return list(_AGAINST[doing.event](doing)) if doing.event in _AGAINST else []


def apply(doing: Acting) -> None:
    """Change what the event changes."""
    if doing.event in _EFFECTS:
        _EFFECTS[doing.event](doing)
    gift = doing.gift
    doing.words += [words.strip() for words in (gift.reason, gift.text, gift.remedy) if words.strip()]
    if target(doing.case.at, doing.event, False) in CLOSED and doing.case.at not in CLOSED:
        _end(doing)


def _receive(doing: Acting) -> None:
    doing.case.received_at = doing.now
    doing.case.clock_from = doing.case.arrived_at


def _confirm_payment(doing: Acting) -> None:
    """The clock runs from the confirmation: 입금이 확인된 후 접수한다."""
    doing.case.paid_at = doing.case.received_at = doing.case.clock_from = doing.now


def _assign(doing: Acting) -> None:
    doing.case.officer = doing.gift.officer
    doing.facts["officer"] = doing.gift.officer.get_full_name()


def _pass_on(doing: Acting) -> None:
    case, to = doing.case, doing.gift.department
    assert to is not None  # noqa: S101 - the table needs it
    doing.facts |= {"from": case.department.name, "to": to.name}
    case.department, case.officer = to, None
    if case.received_at is None:
        _receive(doing)


def _agency(doing: Acting) -> None:
    doing.facts["agency"] = doing.gift.agency.strip()


def _merge(doing: Acting) -> None:
    leading = doing.gift.case
    doing.case.merged_into = leading
    doing.facts["into"] = leading.number if leading else ""


def _demand(doing: Acting) -> None:
    days = doing.gift.days or 0
    due = statutory.supplement_due(doing.calendar.local(doing.now).date(), days, doing.calendar)
    Supplement.objects.create(
        case=doing.case, demanded_at=doing.now, items=doing.gift.text.strip(), days=days, due_on=due.on
    )
    CasePause.objects.create(case=doing.case, ground=PauseGround.SUPPLEMENT, began_at=doing.now)
    doing.facts |= {"days": days, "until": due.iso}


def _demand_again(doing: Acting) -> None:
    row, days = open_supplement(doing.case), doing.gift.days or 0
    row.again, row.days = True, days
    row.items = f"{row.items}\n\n{doing.gift.text.strip()}"
    row.due_on = statutory.supplement_due(doing.calendar.local(doing.now).date(), days, doing.calendar).on
    row.save()
    doing.facts |= {"days": days, "until": row.due_on.isoformat()}


def _ask_longer(doing: Acting) -> None:
    """The days are added to the day that was the last; counted by the Civil Act."""
    row, days = open_supplement(doing.case), doing.gift.days or 0
    row.longer_asked += 1
    row.due_on = statutory.supplement_due(row.due_on, days, doing.calendar).on
    row.save()
    doing.facts |= {"days": days, "until": row.due_on.isoformat()}


def _bounced(doing: Acting) -> None:
    row = open_supplement(doing.case)
    row.bounced += 1
    row.save()
    doing.facts["times"] = row.bounced


def _supply(doing: Acting) -> None:
    """A supplement that came by post stops the pause on the day that it came."""
    row = open_supplement(doing.case)
    row.supplied_at = row.closed_at = doing.gift.at or doing.now
    row.answer = doing.gift.text.strip()
    row.save()
    _end_pause(doing, row.supplied_at)


def _stop(doing: Acting) -> None:
    CasePause.objects.create(case=doing.case, ground=doing.gift.ground, began_at=doing.now)
    doing.facts["ground"] = doing.gift.ground


def _resume(doing: Acting) -> None:
    """A field survey that took longer than its days stood still no longer than them (영 제17조제4항)."""
    over = clock.survey_over(doing.case, doing.calendar)
    _end_pause(doing, min(doing.now, over) if over else doing.now)


def _extend(doing: Acting) -> None:
    case = doing.case
    before = clock.deadline_of(case, doing.calendar, doing.now)
    row = CaseExtension.objects.create(
        case=case, at=doing.now, amount=doing.gift.amount or 0, consented=doing.gift.consents
    )
    after = clock.deadline_of(case, doing.calendar, doing.now)
    row.due_before, row.due_after = before.iso if before else "", after.iso if after else ""
    row.save()
    doing.facts |= {"amount": row.amount, "before": row.due_before, "after": row.due_after}


def _answer(doing: Acting) -> None:
    gift, case = doing.gift, doing.case
    officer = doing.by.user or case.officer
    Answer.objects.create(
        case=case,
        kind=AnswerKind(doing.event.value),
        at=doing.now,
        document_number=gift.document_number,
        text=gift.text.strip() or None,
        reasons=gift.reason.strip() or None,
        remedy=gift.remedy.strip() or None,
        ground=gift.ground,
        officer_name=officer.get_full_name() if officer else "",
        department_name=case.department.name,
        contact=case.department.telephone,
    )
    if files := case.files.filter(origin=Origin.ANSWER, event=None, file__removed_at=None).count():
        doing.facts["files"] = files
    if gift.ground:
        doing.facts["ground"] = gift.ground
    if gift.earlier:
        doing.facts["earlier"] = [each.number for each in gift.earlier]


def _decide(outcome: str) -> Callable[[Acting], None]:
    def decide(doing: Acting) -> None:
        _answer(doing)
        objecting.decide(doing.case, outcome, doing.now)

    return decide


def _withdraw(doing: Acting) -> None:
    if doing.case.at is State.OBJECTION:
        objecting.decide(doing.case, "withdraw", doing.now)


def _change(doing: Acting) -> None:
    """What stood there before goes into the history."""
    case, gift = doing.case, doing.gift
    doing.words.append(f"{case.title or ''}\n\n{case.body or ''}".strip())
    case.title = gift.title.strip() or case.title
    case.body, case.body_korean = gift.text.strip(), None


def _object(doing: Acting) -> None:
    row = objecting.register(doing.case, doing.gift.reason.strip(), doing.calendar, doing.now)
    doing.facts |= {"register": str(row), "until": row.due_on.isoformat()}


def _extend_objection(doing: Acting) -> None:
    row = objecting.extend(doing.case, doing.gift.days or 0, doing.calendar)
    doing.facts |= {"days": row.extended_days, "until": row.due_on.isoformat()}


def _reopen(doing: Acting) -> None:
    """The period runs anew from now; what was decided before stays in the history."""
    case = doing.case
    case.clock_from, case.erase_on = doing.now, None
    case.received_at = case.received_at or doing.now
    case.officer = None


def _rate(doing: Acting) -> None:
    Satisfaction.objects.create(case=doing.case, score=doing.gift.score or 0, comment=doing.gift.text.strip() or None)


def _opt(out: bool) -> Callable[[Acting], None]:
    def opt(doing: Acting) -> None:
        doing.case.objects_to_disclosure = out

    return opt


def _end(doing: Acting) -> None:
    """Nothing of a case that is over stands still or waits."""
    _end_pause(doing, doing.now)
    doing.case.supplements.filter(closed_at=None).update(closed_at=doing.now)
    today = doing.calendar.local(doing.now).date()
    doing.case.erase_on = erasable_from(today, PetitionSetting.current().keep_years)


def _end_pause(doing: Acting, at: dt.datetime) -> None:
    for row in doing.case.pauses.filter(ended_at=None):
        row.ended_at = max(at, row.began_at)
        row.save(update_fields=["ended_at"])


_EFFECTS: Mapping[Event, Callable[[Acting], None]] = {
    Event.RECEIVE: _receive,
    Event.CONFIRM_PAYMENT: _confirm_payment,
    Event.ASSIGN: _assign,
    Event.PASS_ON: _pass_on,
    Event.TRANSFER: _agency,
    Event.CONSULT: _agency,
    Event.MERGE: _merge,
    Event.DEMAND_SUPPLEMENT: _demand,
    Event.DEMAND_AGAIN: _demand_again,
    Event.ASK_LONGER: _ask_longer,
    Event.DEMAND_BOUNCED: _bounced,
    Event.SUPPLY: _supply,
    Event.STOP_CLOCK: _stop,
    Event.RESUME_CLOCK: _resume,
    Event.EXTEND: _extend,
    Event.COMPLETE: _answer,
    Event.REFUSE: _answer,
    Event.NOT_PROCESS: _answer,
    Event.RETURN: _answer,
    Event.CLOSE_REPEAT: _answer,
    Event.UPHOLD: _decide("uphold"),
    Event.DISMISS: _decide("dismiss"),
    Event.WITHDRAW: _withdraw,
    Event.CHANGE: _change,
    Event.OBJECT: _object,
    Event.EXTEND_OBJECTION: _extend_objection,
    Event.REOPEN: _reopen,
    Event.RATE: _rate,
    Event.OPT_OUT: _opt(True),
    Event.OPT_IN: _opt(False),
}


def _against_department(doing: Acting) -> Iterator[str]:
    to = doing.gift.department
    if to is None:
        return
    if not to.is_open:
        yield _("“%(name)s” is closed.") % {"name": to}
    if to.pk == doing.case.department_id:
        yield _("%(name)s has this petition already.") % {"name": to}


def _against_officer(doing: Acting) -> Iterator[str]:
    from petitions.people import can_be_officer

    officer = doing.gift.officer
    if officer is not None and not can_be_officer(officer, doing.case):
        yield _("%(name)s does not work for %(department)s.") % {
            "name": officer.get_full_name(),
            "department": doing.case.department,
        }


def _against_merge(doing: Acting) -> Iterator[str]:
    leading = doing.gift.case
    if leading is None:
        return
    if leading.pk == doing.case.pk:
        yield _("A petition is not merged with itself.")
    elif leading.merged_into_id is not None or not leading.is_open:
        yield _("%(number)s is closed or merged itself.") % {"number": leading.number}
    elif leading.is_statutory or doing.case.is_statutory:
        yield _("A statutory petition is decided on its own.")
    elif not doing.gift.echo:  # several at once are judged together
        from petitions.merging.joining import against_one_more

        yield from against_one_more(doing.case, leading)
    if doing.case.merged.exists():
        yield _("Other petitions are merged with this one.")


def _against_stop(doing: Acting) -> Iterator[str]:
    """Representatives are asked for where three or more have signed and named none (영 제8조제1항)."""
    if doing.gift.ground == PauseGround.REPRESENTATIVES:
        named = doing.case.representatives.count()
        for reason in may_ask_for_representatives(doing.case.signers, named).reasons:
            yield reason.said(_)


def _against_supply(doing: Acting) -> Iterator[str]:
    at = doing.gift.at
    if at is None:
        return
    if at > doing.now or at < open_supplement(doing.case).demanded_at:
        yield _("The supplement came after it was demanded, and not later than now.")


def _against_dun(doing: Acting) -> Iterator[str]:
    """Only what is overdue is dunned, and once between two monthly checks (영 제28조제2항)."""
    from petitions.watching.dunning import dunning_verdict

    verdict = dunning_verdict(doing.case, doing.calendar, doing.now)
    if verdict is not None:
        yield from (reason.said(_) for reason in verdict.reasons)


_AGAINST: Mapping[Event, Callable[[Acting], Iterator[str]]] = {
    Event.PASS_ON: _against_department,
    Event.ASSIGN: _against_officer,
    Event.MERGE: _against_merge,
    Event.STOP_CLOCK: _against_stop,
    Event.SUPPLY: _against_supply,
    Event.DUN: _against_dun,
}
