"""Which acts are open to somebody on a case now, and which of theirs are not yet, with every reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ordinance.calendar import Calendar
from cms.ordinance.case import TABLE, Clock, Event, Transition, possible
from cms.ordinance.case_rules import CaseFacts, Given, PauseGround, judge
from cms.ordinance.laws import written
from cms.ordinance.non_processing import Ground
from petitions.desk.cases.verdicts import reasons_besides
from petitions.models import Case
from petitions.people import actors
from petitions.services.facts import facts_of
from petitions.services.gifts import Gift

#: What stands on the button of an act, in the words of those who do it.
LABELS = {
    Event.RECEIVE: _("Receive"),
    Event.CONFIRM_PAYMENT: _("Confirm the payment"),
    Event.LAPSE: _("Return for want of payment"),
    Event.ASSIGN: _("Name the officer in charge"),
    Event.PASS_ON: _("Pass on to another department"),
    Event.TRANSFER: _("Transfer to another agency"),
    Event.DEMAND_SUPPLEMENT: _("Demand a supplement"),
    Event.DEMAND_AGAIN: _("Demand the supplement again"),
    Event.ASK_LONGER: _("Give more time for the supplement, as asked"),
    Event.DEMAND_BOUNCED: _("Note that the demand came back"),
    Event.SUPPLY: _("Enter a supplement that was handed in"),
    Event.CONSULT: _("Consult others"),
    Event.END_CONSULTATION: _("End the consultation"),
    Event.STOP_CLOCK: _("Begin time that is not counted"),
    Event.RESUME_CLOCK: _("End time that is not counted"),
    Event.EXTEND: _("Extend the period"),
    Event.TELL_PROGRESS: _("Tell how far things are"),
    Event.DUN: _("Send a dunning letter"),
    Event.COMPLETE: _("Answer and complete"),
    Event.REFUSE: _("Refuse with reasons"),
    Event.NOT_PROCESS: _("Decline by a ground of the law"),
    Event.RETURN: _("Return what was not supplemented"),
    Event.DEEM_WITHDRAWN: _("Close as deemed withdrawn"),
    Event.CLOSE_REPEAT: _("Close as a repeat"),
    Event.MERGE: _("Merge with another petition"),
    Event.EXTEND_OBJECTION: _("Extend the time for deciding the objection"),
    Event.UPHOLD: _("Uphold the objection"),
    Event.DISMISS: _("Dismiss the objection"),
    Event.REOPEN: _("Reopen the case"),
    Event.OPT_OUT: _("Note that the petitioner objects to disclosure"),
}
#: These write an answer: it is looked at before it goes out.
ANSWERS = (
    Event.COMPLETE,
    Event.REFUSE,
    Event.NOT_PROCESS,
    Event.RETURN,
    Event.CLOSE_REPEAT,
    Event.UPHOLD,
    Event.DISMISS,
)
RESULT = _("Result")
#: Groups of buttons on the screen.
GROUPS = (
    (_("Receipt and assignment"), (Event.RECEIVE, Event.CONFIRM_PAYMENT, Event.LAPSE, Event.ASSIGN, Event.PASS_ON,
                                   Event.TRANSFER, Event.MERGE)),
    (RESULT, (*ANSWERS, Event.DEEM_WITHDRAWN, Event.REOPEN)),
    (_("Supplement"), (Event.DEMAND_SUPPLEMENT, Event.DEMAND_AGAIN, Event.ASK_LONGER, Event.DEMAND_BOUNCED,
                       Event.SUPPLY)),
    (_("Period"), (Event.EXTEND, Event.EXTEND_OBJECTION, Event.CONSULT, Event.END_CONSULTATION, Event.STOP_CLOCK,
                   Event.RESUME_CLOCK)),
    (_("Notices and disclosure"), (Event.TELL_PROGRESS, Event.DUN, Event.OPT_OUT)),
)  # fmt: skip
#: Everything that could be given: what then stands against an act stands against it whatever is given.
_EVERYTHING: dict[str, Any] = {
    "reason": True, "text": True, "remedy": True, "department": True, "officer": True, "agency": True, "case": True,
    "days": 1, "amount": 1, "consents": True, "score": 1,
}  # fmt: skip
_GROUNDS = {Event.STOP_CLOCK: PauseGround.HEARING.value, Event.NOT_PROCESS: Ground.PRIVATE.value}


def everything(event: Event) -> Given:
    """Whatever could be given with it, its ground one of its own."""
    return Given(**_EVERYTHING, ground=_GROUNDS.get(event, "-"))


@dataclass(frozen=True)
class Offer:
    """An act in the table for this person; ``reasons`` against it now, none where it is open to them."""

    event: Event
    transition: Transition
    reasons: tuple[str, ...]

    @property
    def label(self) -> Any:
        return LABELS[self.event]

    @property
    def article(self) -> str:
        """「민원 처리에 관한 법률」 제22조제1항, or nothing."""
        return written(self.transition.article) if self.transition.article else ""

    @property
    def clock(self) -> str:
        """What it does to the period, in a sentence; nothing where it does nothing."""
        words = {
            Clock.STARTS: gettext("The period begins to run."),
            Clock.STOPS: gettext("The period stands still from now on."),
            Clock.RESUMES: gettext("The period runs again."),
            Clock.GROWS: gettext("The period gets longer."),
            Clock.ENDS: gettext("The period ends."),
        }
        return words.get(self.transition.clock, "")


def offers(case: Case, user: Any, days: Calendar, now: dt.datetime) -> list[Offer]:
    """Everything that the table has for this person in this state, in the table's order."""
    mine = actors(user, case)
    facts = gathered(case, days, now)
    found = []
    for event in possible(case.at):
        transition = TABLE[case.at, event]
        if event in LABELS and transition.by & mine:
            verdict = judge(event, facts, mine, everything(event), days, now)
            reasons = [*(reason.said(gettext) for reason in verdict.reasons), *reasons_besides(case, event, days, now)]
            found.append(Offer(event, transition, tuple(reasons)))
    return found


def offer_of(case: Case, event: Event, user: Any, days: Calendar, now: dt.datetime) -> Offer | None:
    """One of them; None where it is not in the table for this person now."""
    return next((each for each in offers(case, user, days, now) if each.event is event), None)


def grouped(offered: list[Offer]) -> list[tuple[Any, list[Offer]]]:
    """Those that are open, group by group."""
    by_event = {each.event: each for each in offered if not each.reasons}
    found = ((name, [by_event[event] for event in events if event in by_event]) for name, events in GROUPS)
    return [(name, acts) for name, acts in found if acts]


def gathered(case: Case, days: Calendar, now: dt.datetime) -> CaseFacts:
    """The facts for all events at once: what a repeat or a fee needs is asked when it is done."""
    return replace(facts_of(case, Event.RECEIVE, Gift(), days, now), fee=None, repeat=None)
