"""The table of a case: every state × every event, who may, what it needs, and where it leads."""

import pytest

from cms.ordinance.case import (
    AT_WORK,
    CLOSED,
    OPEN,
    TABLE,
    Actor,
    Clock,
    Event,
    Need,
    State,
    first_state,
    possible,
    target,
)

#: Written out by hand from the law, not derived from the table: what can happen where, and where it leads.
#: “=” leaves the state as it is.
WORK = {
    "pass_on": "received", "transfer": "transferred", "merge": "=", "demand_supplement": "supplement",
    "stop_clock": "=", "resume_clock": "=", "tell_progress": "=", "dun": "=", "not_process": "refused",
    "close_repeat": "repeat", "withdraw": "withdrawn", "change": "=", "opt_out": "=", "opt_in": "=",
}  # fmt: skip
ANSWERS = {"assign": "=", "complete": "completed", "refuse": "refused"}
DISCLOSED = {"opt_out": "=", "opt_in": "="}
LEADS = {
    "submitted": {
        "receive": "received", "pass_on": "received", "transfer": "transferred", "merge": "=", "withdraw": "withdrawn",
        "change": "=", **DISCLOSED,
    },
    "awaiting_payment": {
        "confirm_payment": "received", "lapse": "returned", "withdraw": "withdrawn", "change": "=", **DISCLOSED,
    },
    "received": {**WORK, "assign": "assigned"},
    "assigned": {**WORK, **ANSWERS, "consult": "consultation", "extend": "extended"},
    "extended": {**WORK, **ANSWERS, "consult": "consultation", "extend": "extended"},
    "consultation": {**WORK, **ANSWERS, "end_consultation": "assigned", "extend": "="},
    "supplement": {
        "assign": "=", "demand_again": "=", "ask_longer": "=", "demand_bounced": "=", "supply": "assigned",
        "return": "returned", "deem_withdrawn": "withdrawn", "tell_progress": "=", "withdraw": "withdrawn",
        "change": "=", **DISCLOSED,
    },
    "transferred": DISCLOSED,
    "completed": {"reopen": "received", "rate": "=", **DISCLOSED},
    "refused": {"object": "objection", "reopen": "received", "rate": "=", **DISCLOSED},
    "returned": {"reopen": "received", **DISCLOSED},
    "withdrawn": DISCLOSED,
    "repeat": {"reopen": "received", **DISCLOSED},
    "objection": {
        "assign": "=", "dun": "=", "withdraw": "refused", "extend_objection": "=", "uphold": "completed",
        "dismiss": "refused", **DISCLOSED,
    },
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_state_and_event(state, event):
    expected = LEADS[state].get(event)
    transition = TABLE.get((state, event))
    if expected is None:
        assert transition is None
    else:
        assert transition is not None
        assert target(state, event, extended=False) == (state if expected == "=" else expected)


def test_possible_lists_the_rows_of_the_table():
    for state in State:
        assert set(possible(state)) == set(LEADS[state])


def test_states_are_open_closed_or_an_objection():
    assert OPEN | CLOSED | {State.OBJECTION} == set(State)
    assert not OPEN & CLOSED
    assert AT_WORK < OPEN


def test_work_on_an_extended_case_goes_on_as_extended():
    assert target(State.SUPPLEMENT, Event.SUPPLY, extended=True) is State.EXTENDED
    assert target(State.CONSULTATION, Event.END_CONSULTATION, extended=True) is State.EXTENDED
    assert target(State.RECEIVED, Event.ASSIGN, extended=True) is State.ASSIGNED
    with pytest.raises(KeyError):
        target(State.WITHDRAWN, Event.COMPLETE, extended=False)


def test_payment_comes_before_receipt_where_it_is_awaited():
    assert first_state(True) is State.AWAITING_PAYMENT
    assert first_state(False) is State.SUBMITTED


def test_only_the_petitioner_withdraws_objects_and_rates():
    for (_state, event), transition in TABLE.items():
        if event in (Event.WITHDRAW, Event.CHANGE, Event.OBJECT, Event.RATE, Event.OPT_IN):
            assert transition.by == {Actor.PETITIONER}
        if event in (Event.COMPLETE, Event.REFUSE, Event.RETURN, Event.EXTEND, Event.UPHOLD, Event.DISMISS):
            assert transition.by == {Actor.OFFICER, Actor.HEAD}, "who oversees petitions does not decide them"


def test_what_decides_against_the_petitioner_needs_its_reason_and_is_told():
    for (_state, event), transition in TABLE.items():
        if event in (Event.REFUSE, Event.NOT_PROCESS, Event.RETURN, Event.CLOSE_REPEAT, Event.DISMISS, Event.TRANSFER):
            assert Need.REASON in transition.needs
            assert transition.told
        if event in (Event.REFUSE, Event.DISMISS):
            assert Need.REMEDY in transition.needs


def test_the_clock_ends_where_a_case_ends_and_stands_still_for_a_supplement():
    for (state, event), transition in TABLE.items():
        to = target(state, event, extended=False)
        if to in CLOSED and state not in CLOSED and (state, event) != (State.OBJECTION, Event.WITHDRAW):
            assert transition.clock is Clock.ENDS, (state, event)
        if to is State.SUPPLEMENT and state is not State.SUPPLEMENT:
            assert transition.clock is Clock.STOPS
        if state is State.SUPPLEMENT and to in AT_WORK:
            assert transition.clock is Clock.RESUMES
        if event is Event.EXTEND:
            assert transition.clock is Clock.GROWS
