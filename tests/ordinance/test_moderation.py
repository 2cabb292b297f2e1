"""The table of a matter: every state × every act, who may, what it needs, and where it leads."""

import pytest

from cms.ordinance.moderation import (
    CLOSED,
    FIRST,
    PENDING,
    TABLE,
    Act,
    Actor,
    Need,
    State,
    author_told,
    possible,
    target,
)
from cms.ordinance.removal import Opinion

#: Written out by hand, not derived from the table: what can be done where, and where it leads.
#: “=” leaves the state as it is.
BEFORE = {"report": "=", "propose": "proposed", "refer": "referred", "hide": "=", "show": "=", "decide_keep": "kept"}
LEADS = {
    "open": BEFORE,
    "proposed": {**BEFORE, "second": "=", "decide_remove": "decided"},
    "referred": {"report": "=", "enter_result": "proposed", "show": "="},
    "decided": {
        "report": "=", "hide": "=", "show": "=", "decide_remove": "=", "decide_keep": "kept", "carry_out": "removed",
    },
    "removed": {"object": "=", "uphold": "=", "restore": "restored"},
    "kept": {},
    "restored": {},
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_state_and_act(state, act):
    expected = LEADS[state].get(act)
    if expected is None:
        assert (state, act) not in TABLE
        with pytest.raises(KeyError):
            target(state, act)
        with pytest.raises(KeyError):
            author_told(state, act, hidden=True)
    else:
        assert target(state, act) == (state if expected == "=" else expected)


def test_possible_lists_the_rows_of_the_table():
    for state in State:
        assert set(possible(state)) == set(LEADS[state])


def test_a_matter_begins_open_and_a_review_that_keeps_the_post_ends_it():
    assert FIRST is State.OPEN
    assert set(State) == PENDING | CLOSED
    assert not PENDING & CLOSED
    assert target(State.REFERRED, Act.ENTER_RESULT, Opinion.KEEP) is State.KEPT
    assert target(State.REFERRED, Act.ENTER_RESULT, Opinion.REMOVE) is State.PROPOSED
    assert target(State.PROPOSED, Act.DECIDE_REMOVE, Opinion.KEEP) is State.DECIDED


DESK = {Actor.MODERATOR, Actor.DECIDER}
WHO = {
    "report": {Actor.READER} | DESK, "propose": DESK, "second": DESK, "refer": DESK, "enter_result": DESK,
    "hide": DESK, "show": DESK | {Actor.SCHEDULE}, "decide_remove": {Actor.DECIDER}, "decide_keep": {Actor.DECIDER},
    "carry_out": DESK, "object": {Actor.AUTHOR}, "uphold": {Actor.DECIDER}, "restore": {Actor.DECIDER},
}  # fmt: skip


def test_who_may():
    other = {
        (State.REFERRED, Act.SHOW): {Actor.SCHEDULE},  # the post is locked: only the end of its time
        (State.OPEN, Act.DECIDE_KEEP): DESK,  # what nobody proposed to remove needs no office
    }
    for (state, act), transition in TABLE.items():
        assert transition.by == other.get((state, act), WHO[act]), (state, act)


#: What nobody learns of who wrote the post: who reported it, what is proposed, what is looked at.
SILENT = {Act.REPORT, Act.PROPOSE, Act.SECOND, Act.DECIDE_REMOVE, Act.DECIDE_KEEP}


def test_the_author_is_told_of_what_touches_the_post():
    for (state, act), transition in TABLE.items():
        assert transition.told == author_told(state, act, hidden=False) == (act not in SILENT)
        assert author_told(state, act, hidden=True) == (act not in SILENT or act is Act.DECIDE_KEEP)


def test_no_removal_without_ground_reason_copy_and_register_and_no_decision_without_the_version():
    for (_state, act), transition in TABLE.items():
        if act in (Act.PROPOSE, Act.HIDE, Act.DECIDE_REMOVE, Act.CARRY_OUT):
            assert {Need.GROUND, Need.REASON} <= set(transition.needs)
        if act is Act.CARRY_OUT:
            assert {Need.EVIDENCE, Need.REGISTER} <= set(transition.needs)
        decides = act in (Act.DECIDE_REMOVE, Act.DECIDE_KEEP, Act.CARRY_OUT, Act.UPHOLD, Act.RESTORE, Act.REFER)
        assert (Need.POLICY_VERSION in transition.needs) == decides
        assert (Need.SECOND_LOOK in transition.needs) == (act is Act.DECIDE_REMOVE)
