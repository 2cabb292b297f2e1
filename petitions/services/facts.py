"""What the rules must know of a case, gathered under its lock."""

from __future__ import annotations

import datetime as dt

from cms.ordinance import intake
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event, State
from cms.ordinance.case_rules import CaseFacts, Given, PauseGround
from cms.ordinance.periods import Extension
from cms.ordinance.verdict import Verdict
from petitions import clock
from petitions.models import Case, Kind, Supplement
from petitions.services.gifts import Gift
from petitions.services.repeats import repeat_verdict
from tenants.selectors import current_policy


def facts_of(case: Case, event: Event, gift: Gift, days: Calendar, now: dt.datetime) -> CaseFacts:
    """The facts for judging an event; what only some events need is asked for those."""
    pause = case.pauses.filter(ended_at=None).first()
    supplement = case.supplements.filter(closed_at=None).first()
    objection = getattr(case, "objection", None)
    return CaseFacts(
        state=case.at,
        statutory=case.is_statutory,
        grievance=case.kind == Kind.GRIEVANCE,
        period=case.period,
        due_is_over=clock.is_over(case, days, now),
        extensions=_extensions(case),
        paused_for=PauseGround(pause.ground) if pause else None,
        supplement_due=supplement.due_on if supplement else None,
        longer_asked=supplement.longer_asked if supplement else 0,
        demanded_again=bool(supplement and supplement.again),
        bounced=supplement.bounced if supplement else 0,
        survey_days=survey_days(case, days, now),
        refusal_told_on=_refusal_told_on(case, days),
        objected_before=objection is not None,
        objection_extended=bool(objection and objection.extended_days),
        rated=hasattr(case, "satisfaction"),
        merged=case.merged_into_id is not None and not gift.echo,
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


def survey_days(case: Case, days: Calendar, now: dt.datetime) -> int:
    """Calendar days that field surveys have taken, begun ones counted whole."""
    spans = case.pauses.filter(ground=PauseGround.SURVEY).values_list("began_at", "ended_at")
    return sum((days.local(end or now).date() - days.local(start).date()).days + 1 for start, end in spans)


def _extensions(case: Case) -> tuple[Extension, ...]:
    rows = case.extensions.all()
    since = case.clock_from
    return tuple(Extension(row.amount, row.consented) for row in rows if since is None or row.at >= since)


def _refusal_told_on(case: Case, days: Calendar) -> dt.date | None:
    """The day on which the petitioner was told of the refusal: when the notice went out, else when it was decided."""
    if case.at is not State.REFUSED:
        return None
    line = case.events.filter(event__in=["refuse", "dismiss"]).select_related("notice").order_by("-at", "-pk").first()
    if line is None:
        return None
    notice = getattr(line, "notice", None)
    return days.local(notice.sent_at if notice and notice.sent_at else line.at).date()


def _fee(case: Case, now: dt.datetime) -> Verdict:
    service = intake.Service(False, False, case.fee_won)
    return intake.may_receive(intake.Application(service, case.arrived_at, now), current_policy().policy, now)
