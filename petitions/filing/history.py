"""What happened to a petition, in plain words for its petitioner; what only the desk does is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.core.dates import clock_time, long_date
from cms.core.tongues import in_its_tongue
from cms.ordinance.case import Event
from petitions.models import Case, CaseEvent


@dataclass(frozen=True)
class Happened:
    """One line: when, what in words, what is to be known of it, and what was written."""

    at: dt.datetime
    words: str
    details: list[SafeString | str]
    text: str


def history_of(case: Case) -> list[Happened]:
    """The newest first. What an officer wrote is shown where the petitioner was told of it."""
    shown = _words()
    lines = case.events.order_by("-at", "-pk").select_related("case")
    return [
        Happened(line.at, shown[line.event], _details(line.facts), _text(line)) for line in lines if line.event in shown
    ]


def _text(line: CaseEvent) -> str:
    """Answers stand by themselves; what was there before a change is for the desk's history."""
    if not line.told or line.event in _SAID_ELSEWHERE or not line.words:
        return ""
    return str(line.words)


_SAID_ELSEWHERE = frozenset(
    {"complete", "refuse", "not_process", "return", "close_repeat", "uphold", "dismiss", "change", "supply", "object"}
)


def _details(facts: Mapping[str, Any]) -> list[SafeString | str]:
    found: list[SafeString | str] = []
    if facts.get("to"):
        found.append(_to(facts["to"]))
    if facts.get("agency"):
        found.append(_to(facts["agency"]))
    for name in ("until", "after"):
        if facts.get(name):
            found.append(_("Until %(day)s") % {"day": moment(str(facts[name]))})
    return found


def _to(name: str) -> SafeString:
    """The name marked with its language."""
    return format_html(_("To: %(name)s") % {"name": "{}"}, in_its_tongue(name))


def moment(text: str) -> str:
    """A day, or a time of a day, that is kept in ISO form."""
    if "T" not in text:
        return long_date(dt.date.fromisoformat(text))
    at = dt.datetime.fromisoformat(text)
    return f"{long_date(at)} {clock_time(at)}"


def _words() -> dict[str, str]:
    """In the order of the law's own procedure."""
    return {
        "submit": _("The petition was filed."),
        Event.RECEIVE.value: _("The petition was received."),
        Event.CONFIRM_PAYMENT.value: _("The payment was confirmed and the petition received."),
        Event.LAPSE.value: _("The petition was returned because the fee was not paid in time."),
        Event.ASSIGN.value: _("An officer was put in charge."),
        Event.PASS_ON.value: _("The petition was passed on to another department."),
        Event.TRANSFER.value: _("The petition was transferred to another agency."),
        Event.MERGE.value: _("The petition is dealt with together with another one about the same matter."),
        Event.DEMAND_SUPPLEMENT.value: _("A supplement was demanded; until it comes the period stands still."),
        Event.DEMAND_AGAIN.value: _("The supplement was demanded once more."),
        Event.ASK_LONGER.value: _("You asked for more time for the supplement."),
        Event.SUPPLY.value: _("The supplement was handed in; the period runs again."),
        Event.STOP_CLOCK.value: _("Time began that is not counted."),
        Event.RESUME_CLOCK.value: _("The period runs again."),
        Event.EXTEND.value: _("The period was extended."),
        Event.TELL_PROGRESS.value: _("You were told how far things are."),
        Event.COMPLETE.value: _("The petition was answered."),
        Event.REFUSE.value: _("The petition was refused with reasons."),
        Event.NOT_PROCESS.value: _("The petition is not dealt with, on a ground of the law."),
        Event.RETURN.value: _("The petition was returned because it was not supplemented."),
        Event.DEEM_WITHDRAWN.value: _("The petition counts as withdrawn: the demand could not be delivered."),
        Event.WITHDRAW.value: _("You withdrew it."),
        Event.CHANGE.value: _("You changed the petition."),
        Event.CLOSE_REPEAT.value: _("The petition was closed as a repeat of earlier ones."),
        Event.OBJECT.value: _("You objected to the refusal."),
        Event.EXTEND_OBJECTION.value: _("The time for deciding the objection was extended."),
        Event.UPHOLD.value: _("The objection was upheld."),
        Event.DISMISS.value: _("The objection was dismissed."),
        Event.REOPEN.value: _("The case was taken up again."),
        Event.RATE.value: _("You said how satisfied you are."),
        Event.OPT_OUT.value: _("The petition is not shown publicly."),
        Event.OPT_IN.value: _("You agreed that the petition is shown publicly."),
        "password": _("The password was changed."),
        "recount": _("The period was counted anew because the calendar changed."),
        "arrive": _("The petition arrived from another municipality."),
    }
