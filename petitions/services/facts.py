"""What the rules must know of a case, gathered under its lock."""

from __future__ import annotations

import datetime as dt

from cms.ordinance import intake
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event, State
from cms.ordinance.case_rules import CaseFacts, Given, PauseGround
from cms.ordinance.verdict import Verdict
from petitions import clock
from petitions.models import Case, Kind, Objection, Supplement
from petitions.services.gifts import Gift
from petitions.services.repeats import repeat_verdict
from tenants.selectors import current_policy


def facts_of(case: Case, event: Event, gift: Gift, days: Calendar, now: dt.datetime) -> CaseFacts:
    """The facts for judging an event; what only some events need is asked for those."""
    pause = case.pauses.filter(ended_at=None).first()
    supplement = case.supplements.filter(closed_at=None).first()
    objection = _of_this_round(case)
    return CaseFacts(
        state=case.at,
        statutory=case.is_statutory,
        grievance=case.kind == Kind.GRIEVANCE,
        period=case.period,
        due_is_over=clock.is_over(case, days, now),
        extensions=clock.extensions_of(case),
        paused_for=PauseGround(pause.ground) if pause else None,
        supplement_due=supplement.due_on if supplement else None,
        longer_asked=supplement.longer_asked if supplement else 0,
        demanded_again=bool(supplement and supplement.again),
        bounced=supplement.bounced if supplement else 0,
        survey_days=clock.survey_days(case, days, now),
        refusal_told_on=_refusal_told_on(case, days),
        objected_before=objection is not None,
        objection_extended=bool(objection and objection.extended_days),
        rated=hasattr(case, "satisfaction"),
        merged=case.merged_into_id is not None and not gift.echo,
        erased=case.erased_at is not None,
        objects_to_disclosure=case.objects_to_disclosure,
        fee=_fee(case, now) if event is Event.CONFIRM_PAYMENT else None,
        repeat=repeat_verdict(case, gift) if event is Event.CLOSE_REPEAT else None,
    )


def given_of(gift: Gift) -> Given:
    """What comes with it, as the rules see it."""
    return Given(
        reason=bool(gift.reason.strip()),
        text=bool(gift.text.strip()),
        remedy=bool(gift.remedy.strip()),
        department=gift.department is not None,
        officer=gift.officer is not None,
        agency=bool(gift.agency.strip()),
        case=gift.case is not None or bool(gift.earlier),
        days=gift.days,
        amount=gift.amount,
        consents=gift.consents,
        ground=gift.ground,
        score=gift.score,
    )


def open_supplement(case: Case) -> Supplement:
    """The demand that is open. Raises Supplement.DoesNotExist."""
    return case.supplements.select_for_update().get(closed_at=None)


def _of_this_round(case: Case) -> Objection | None:
    """The objection to what is decided now: a case that was taken up again is decided anew, and can be objected to
    anew."""
    found = case.objection
    since = case.clock_from
    return found if found is not None and (since is None or found.objected_at >= since) else None


def _refusal_told_on(case: Case, days: Calendar) -> dt.date | None:
    """The day on which the petitioner was told of the refusal; None while the notice waits: nobody's time runs out
    before they know (법 제35조제1항: 거부처분을 받은 날부터)."""
    if case.at is not State.REFUSED:
        return None
    line = case.events.filter(event__in=["refuse", "dismiss"]).select_related("notice").order_by("-at", "-pk").first()
    if line is None:
        return None
    notice = getattr(line, "notice", None)
    told = notice.sent_at if notice else line.at
    return days.local(told).date() if told else None


def _fee(case: Case, now: dt.datetime) -> Verdict:
    service = intake.Service(False, False, case.fee_won)
    return intake.may_receive(intake.Application(service, case.arrived_at, now), current_policy().policy, now)
