"""What stands against an event: each rule at its boundaries, all reasons at once."""

import dataclasses
import datetime as dt

import pytest

from cms.ordinance.calendar import SEOUL, Calendar
from cms.ordinance.case import TABLE, Actor, Event, Need, State
from cms.ordinance.case_rules import BY_HAND, CaseFacts, Given, PauseGround, judge, runs
from cms.ordinance.holiday_source import public_holidays
from cms.ordinance.non_processing import Ground
from cms.ordinance.periods import Extension, Period, Unit
from cms.ordinance.verdict import allowed, refused
from cms.ordinance.verdict import reason as _

CALENDAR = Calendar(public_holidays(2025, 2028), (2025, 2028))
NOW = dt.datetime(2026, 9, 18, 10, tzinfo=SEOUL)
TODAY = NOW.date()
DAY = dt.timedelta(1)
EVERYBODY = frozenset(Actor)
GROUND = {"ground": Ground.PRIVATE}
TWICE = (Extension(3), Extension(3, True))
ALL = Given(
    reason=True, text=True, remedy=True, department=True, officer=True, agency=True, case=True, days=5, amount=3,
    ground="hearing", score=4,
)  # fmt: skip


def facts(state, **values):
    return CaseFacts(**({"state": state, "statutory": False, "period": Period(7, Unit.DAYS)} | values))


def against(event, state, given=ALL, actors=EVERYBODY, now=NOW, **values):
    """The reasons as sentences."""
    return [str(each) for each in judge(event, facts(state, **values), actors, given, CALENDAR, now).reasons]


def test_what_is_not_in_the_table_is_refused_in_one_sentence():
    for state in State:
        for event in Event:
            if (state, event) not in TABLE:
                assert against(event, state) == [f"“{event.word}” is not possible: {state.word}."]


def test_each_need_has_its_sentence_and_nobody_acts_for_another():
    for (state, event), transition in TABLE.items():
        told = against(event, state, Given(), frozenset(), paused_for=PauseGround.HEARING, supplement_due=TODAY - DAY)
        for need in transition.needs:
            assert f"This needs {need.word}." in told
        assert f"“{event.word}” is not for you to do." in told
        others = frozenset(Actor) - transition.by
        assert f"“{event.word}” is not for you to do." in against(event, state, ALL, others)


@pytest.mark.parametrize("need", Need)
def test_an_empty_gift_is_no_gift(need):
    nothing = {Need.GROUND: "", Need.DAYS: None, Need.AMOUNT: None, Need.SCORE: None}.get(need, False)
    state, event = next(key for key, row in TABLE.items() if need in row.needs)
    assert f"This needs {need.word}." in against(event, state, dataclasses.replace(ALL, **{need.value: nothing}))


@pytest.mark.parametrize(
    ("event", "state", "given", "values", "part"),
    [
        (Event.CONFIRM_PAYMENT, State.AWAITING_PAYMENT, {}, {"fee": refused([_("not paid")])}, "not paid"),
        (Event.CONFIRM_PAYMENT, State.AWAITING_PAYMENT, {}, {"fee": allowed()}, None),
        (Event.CONFIRM_PAYMENT, State.AWAITING_PAYMENT, {}, {}, None),
        (Event.DEMAND_SUPPLEMENT, State.ASSIGNED, {"days": 0}, {}, "at least one day"),
        (Event.DEMAND_SUPPLEMENT, State.ASSIGNED, {"days": 1}, {}, None),
        (Event.DEMAND_SUPPLEMENT, State.ASSIGNED, {}, {"paused_for": PauseGround.TEST}, "stands still already"),
        (Event.DEMAND_AGAIN, State.SUPPLEMENT, {"days": 10}, {"supplement_due": TODAY - DAY}, None),
        (Event.DEMAND_AGAIN, State.SUPPLEMENT, {"days": 10}, {"supplement_due": TODAY}, "has until 2026-09-18"),
        (Event.DEMAND_AGAIN, State.SUPPLEMENT, {"days": 10}, {}, "has until –"),
        (Event.DEMAND_AGAIN, State.SUPPLEMENT, {"days": 11}, {"supplement_due": TODAY - DAY}, "from 1 to 10"),
        (Event.DEMAND_AGAIN, State.SUPPLEMENT, {}, {"supplement_due": TODAY - DAY, "demanded_again": True}, "again"),
        (Event.ASK_LONGER, State.SUPPLEMENT, {}, {"supplement_due": TODAY, "longer_asked": 1}, None),
        (Event.ASK_LONGER, State.SUPPLEMENT, {}, {"supplement_due": TODAY, "longer_asked": 2}, "already asked 2 times"),
        (Event.ASK_LONGER, State.SUPPLEMENT, {"days": 0}, {"supplement_due": TODAY}, "at least one day"),
        (Event.ASK_LONGER, State.SUPPLEMENT, {}, {"supplement_due": TODAY - DAY}, "is over"),
        (Event.RETURN, State.SUPPLEMENT, {}, {"supplement_due": TODAY}, "has until"),
        (Event.RETURN, State.SUPPLEMENT, {}, {"supplement_due": TODAY - DAY}, None),
        (Event.DEEM_WITHDRAWN, State.SUPPLEMENT, {}, {"bounced": 1}, "2 times; it has 1"),
        (Event.DEEM_WITHDRAWN, State.SUPPLEMENT, {}, {"bounced": 2}, None),
        (Event.STOP_CLOCK, State.ASSIGNED, {}, {}, None),
        (Event.STOP_CLOCK, State.ASSIGNED, {}, {"paused_for": PauseGround.TEST}, "stands still already"),
        (Event.STOP_CLOCK, State.ASSIGNED, {"ground": "supplement"}, {}, "no ground"),
        (Event.STOP_CLOCK, State.ASSIGNED, {"ground": "lunch"}, {}, "no ground"),
        (Event.STOP_CLOCK, State.ASSIGNED, {"ground": "survey"}, {}, "Only a grievance"),
        (Event.STOP_CLOCK, State.ASSIGNED, {"ground": "survey"}, {"grievance": True, "survey_days": 20}, None),
        (Event.STOP_CLOCK, State.ASSIGNED, {"ground": "survey"}, {"grievance": True, "survey_days": 21}, "used up"),
        (Event.RATE, State.COMPLETED, {}, {"erased": True}, "is erased"),
        (Event.REOPEN, State.COMPLETED, {}, {"erased": True}, "is erased"),
        (Event.RESUME_CLOCK, State.ASSIGNED, {}, {"paused_for": PauseGround.TEST}, None),
        (Event.RESUME_CLOCK, State.ASSIGNED, {}, {}, "does not stand still"),
        (Event.EXTEND, State.ASSIGNED, {"amount": 7}, {}, None),
        (Event.EXTEND, State.ASSIGNED, {"amount": 8}, {}, "original period"),
        (Event.EXTEND, State.ASSIGNED, {}, {"due_is_over": True}, "can no longer be extended"),
        (Event.EXTEND, State.EXTENDED, {}, {"extensions": (Extension(3),)}, "consent"),
        (Event.EXTEND, State.EXTENDED, {"consents": True}, {"extensions": (Extension(3),)}, None),
        (Event.EXTEND, State.EXTENDED, {"consents": True}, {"extensions": TWICE}, "at most twice"),
        (Event.NOT_PROCESS, State.ASSIGNED, GROUND, {"statutory": True}, "always processed"),
        (Event.NOT_PROCESS, State.ASSIGNED, GROUND, {}, None),
        (Event.NOT_PROCESS, State.ASSIGNED, {"ground": "lunch"}, {}, "no ground"),
        (Event.CLOSE_REPEAT, State.ASSIGNED, {}, {"repeat": refused([_("not a repeat")])}, "not a repeat"),
        (Event.CLOSE_REPEAT, State.ASSIGNED, {}, {"repeat": allowed()}, None),
        (Event.CLOSE_REPEAT, State.ASSIGNED, {}, {}, None),
        (Event.OBJECT, State.REFUSED, {}, {"statutory": True, "refusal_told_on": dt.date(2026, 7, 20)}, None),
        (Event.OBJECT, State.REFUSED, {}, {"statutory": True, "refusal_told_on": dt.date(2026, 7, 19)}, "was open"),
        (Event.OBJECT, State.REFUSED, {}, {"statutory": True, "refusal_told_on": dt.date(2026, 7, 17)}, "was open"),
        (Event.OBJECT, State.REFUSED, {}, {"statutory": True}, None),
        (Event.OBJECT, State.REFUSED, {}, {}, "Only the refusal of a statutory petition"),
        (Event.OBJECT, State.REFUSED, {}, {"statutory": True, "objected_before": True}, "already been made"),
        (Event.EXTEND_OBJECTION, State.OBJECTION, {"days": 10}, {}, None),
        (Event.EXTEND_OBJECTION, State.OBJECTION, {"days": 11}, {}, "1 to 10 days"),
        (Event.EXTEND_OBJECTION, State.OBJECTION, {"days": 0}, {}, "1 to 10 days"),
        (Event.EXTEND_OBJECTION, State.OBJECTION, {}, {"objection_extended": True}, "already been put off"),
        (Event.EXTEND_OBJECTION, State.OBJECTION, {}, {"due_is_over": True}, "no longer be extended"),
        (Event.RATE, State.COMPLETED, {"score": 1}, {}, None),
        (Event.RATE, State.COMPLETED, {"score": 5}, {}, None),
        (Event.RATE, State.COMPLETED, {"score": 6}, {}, "from 1 to 5"),
        (Event.RATE, State.COMPLETED, {"score": 0}, {}, "from 1 to 5"),
        (Event.RATE, State.COMPLETED, {}, {"rated": True}, "given already"),
        (Event.OPT_OUT, State.ASSIGNED, {}, {"objects_to_disclosure": True}, "does not want"),
        (Event.OPT_OUT, State.ASSIGNED, {}, {}, None),
        (Event.OPT_IN, State.ASSIGNED, {}, {}, "has not objected"),
        (Event.OPT_IN, State.ASSIGNED, {}, {"objects_to_disclosure": True}, None),
        (Event.COMPLETE, State.ASSIGNED, {}, {"merged": True}, None),
        (Event.EXTEND, State.ASSIGNED, {}, {"merged": True}, "merged with another"),
    ],
)  # fmt: skip
def test_rule(event, state, given, values, part):
    told = against(event, state, dataclasses.replace(ALL, **given), **values)
    if part is None:
        assert told == []
    else:
        assert len(told) == 1
        assert part in told[0]


def test_everything_wrong_is_said_at_once():
    told = against(
        Event.EXTEND,
        State.ASSIGNED,
        dataclasses.replace(ALL, amount=99, reason=False),
        frozenset({Actor.PETITIONER}),
        due_is_over=True,
        merged=True,
    )
    assert len(told) == 5


def test_the_clock_runs_between_receipt_and_answer_but_not_in_a_pause():
    running = {State.RECEIVED, State.ASSIGNED, State.EXTENDED, State.CONSULTATION}
    for state in State:
        assert runs(facts(state)) is (state in running)
        assert not runs(facts(state, paused_for=PauseGround.HEARING))


def test_supplement_and_transfer_are_no_pauses_by_hand():
    assert set(PauseGround) - BY_HAND == {PauseGround.SUPPLEMENT, PauseGround.TRANSFER}
