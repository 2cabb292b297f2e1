"""Every state × every event with the real services: what the table allows happens, the rest is refused in words."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import translation

from cms.ordinance.case import CLOSED, TABLE, Actor, Event, State, target
from petitions.models import CaseEvent, Notice
from petitions.services.acting import By, Refused, act, may
from petitions.services.gifts import Gift
from tests.petitions.conftest import service
from tests.petitions.test_acting import filed

KST = dt.timezone(dt.timedelta(hours=9))
FRIDAY = dt.datetime(2026, 9, 18, 10, tzinfo=KST)
ALL = frozenset(Actor)
#: How a case gets into each state from where it begins.
WAYS = {
    State.SUBMITTED: [],
    State.AWAITING_PAYMENT: [],
    State.RECEIVED: [Event.RECEIVE],
    State.ASSIGNED: [Event.RECEIVE, Event.ASSIGN],
    State.SUPPLEMENT: [Event.RECEIVE, Event.ASSIGN, Event.DEMAND_SUPPLEMENT],
    State.CONSULTATION: [Event.RECEIVE, Event.ASSIGN, Event.CONSULT],
    State.EXTENDED: [Event.RECEIVE, Event.ASSIGN, Event.EXTEND],
    State.TRANSFERRED: [Event.RECEIVE, Event.TRANSFER],
    State.COMPLETED: [Event.RECEIVE, Event.ASSIGN, Event.COMPLETE],
    State.REFUSED: [Event.RECEIVE, Event.ASSIGN, Event.REFUSE],
    State.RETURNED: [Event.LAPSE],
    State.WITHDRAWN: [Event.RECEIVE, Event.WITHDRAW],
    State.REPEAT: [],
    State.OBJECTION: [Event.RECEIVE, Event.ASSIGN, Event.REFUSE, Event.OBJECT],
}
#: What the rules of single events refuse in this story, with a word of their sentence.
BESIDES = {
    (State.SUPPLEMENT, Event.RETURN): "2026-09-28",
    (State.SUPPLEMENT, Event.DEMAND_AGAIN): "2026-09-28",
    (State.SUPPLEMENT, Event.DEEM_WITHDRAWN): "2",
    (State.EXTENDED, Event.EXTEND): "",
}
BESIDES |= {(state, Event.RESUME_CLOCK): "" for state, event in TABLE if event is Event.RESUME_CLOCK}
BESIDES |= {(state, Event.NOT_PROCESS): "" for state, event in TABLE if event is Event.NOT_PROCESS}
BESIDES |= {(state, Event.CLOSE_REPEAT): "" for state, event in TABLE if event is Event.CLOSE_REPEAT}
BESIDES |= {(state, Event.MERGE): "" for state, event in TABLE if event is Event.MERGE}
BESIDES |= {(state, Event.DUN): "" for state, event in TABLE if event is Event.DUN}
BESIDES |= {(state, Event.OPT_OUT): "" for state in State}


@pytest.fixture
def permit(town):
    """A statutory service, whose refusal can be objected to."""
    return service("AL-PERM", "점용 허가", town.roads, online=True, fee_won=1000)


def gift(town, event, other):
    return {
        Event.ASSIGN: Gift(officer=town.engineer),
        Event.PASS_ON: Gift(department=town.petitions, reason="소관"),
        Event.TRANSFER: Gift(agency="경기도", reason="소관"),
        Event.CONSULT: Gift(agency="경찰서", reason="협의"),
        Event.MERGE: Gift(case=other, reason="같은 취지"),
        Event.CLOSE_REPEAT: Gift(earlier=[other], reason="반복"),
        Event.DEMAND_SUPPLEMENT: Gift(text="도면", days=7),
        Event.DEMAND_AGAIN: Gift(text="도면", days=7),
        Event.ASK_LONGER: Gift(days=5),
        Event.SUPPLY: Gift(text="도면입니다"),
        Event.STOP_CLOCK: Gift(ground="hearing", reason="청문"),
        Event.EXTEND: Gift(amount=3, reason="현장 확인"),
        Event.NOT_PROCESS: Gift(ground="criminal", reason="수사 중"),
        Event.EXTEND_OBJECTION: Gift(days=5, reason="심의"),
        Event.RATE: Gift(score=4),
    }.get(event, Gift(text="글", reason="까닭", remedy="이의신청"))


def reach(town, permit, state):
    """A case in this state, by real acts."""
    case = filed(permit, submission=state)
    if state is State.RETURNED:
        act(case, Event.LAPSE, By(ALL), Gift(reason="미입금"))
    if state in (State.AWAITING_PAYMENT, State.RETURNED):
        return case
    if state in (State.SUBMITTED, State.REPEAT):  # not the petitioner's way through the window today
        type(case).objects.filter(pk=case.pk).update(state=state, closed_at=FRIDAY if state is State.REPEAT else None)
        case.refresh_from_db()
        return case
    act(case, Event.CONFIRM_PAYMENT, By(ALL, town.engineer))
    for event in WAYS[state][1:]:
        act(case, event, By(ALL, town.engineer), gift(town, event, case))
    return case


@pytest.mark.parametrize("state", State)
@time_machine.travel(FRIDAY, tick=False)
def test_every_event_of_a_state(town, permit, state):
    case, other = reach(town, permit, state), filed(permit, submission="other")
    assert case.at is state
    for event in Event:
        with transaction.atomic():
            point = transaction.savepoint()
            _try(town, case, event, other)
            transaction.savepoint_rollback(point)
        case.refresh_from_db()
        assert case.at is state


def _try(town, case, event, other):
    state, lines, version = case.at, CaseEvent.objects.count(), case.version
    with translation.override("ko"):
        against = may(case, event, By(ALL, town.engineer), gift(town, event, other))
    if (state, event) not in TABLE or (state, event) in BESIDES:
        with pytest.raises(Refused) as refused:
            act(case, event, By(ALL, town.engineer), gift(town, event, other))
        assert all(each.strip() for each in refused.value.reasons)
        assert BESIDES.get((state, event), "") in " ".join(refused.value.reasons)
        assert (CaseEvent.objects.count(), case.version) == (lines, version), "nothing is half done"
        return
    assert against == ()
    line = act(case, event, By(ALL, town.engineer), gift(town, event, other))
    after = target(state, event, case.extensions.exists())
    assert (case.at, line.before, line.after) == (after, state, after)
    assert (case.closed_at is not None) == (after in CLOSED)
    assert Notice.objects.filter(event=line).exists() is TABLE[state, event].told
    assert CaseEvent.objects.count() == lines + 1
