"""Rewards within the budget; events announced before they begin."""

import dataclasses
import datetime

import pytest

from cms.ordinance.policy import SILENT
from cms.ordinance.rewards import Budget, Event, EventKind, Notice, Payout, may_pay, may_start
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, SEOUL, YONGIN, cited, reasons, with_clause

BUDGET = Budget(granted=100, committed=40)


@pytest.mark.parametrize(("amount", "ok"), [(0, False), (1, True), (60, True), (61, False)])
def test_within_the_budget(amount, ok):
    assert all(bool(may_pay(Payout(amount, ground=1), BUDGET, policy)) == ok for policy in ALL)


def test_every_reason_against_paying():
    found = may_pay(Payout(61, ground=4), BUDGET, ANYANG)
    assert reasons(found) == [
        "Item 4 names nobody who may be rewarded.",
        "61 won are more than the 60 left of the budget.",
    ]
    assert cited(found) == ["제14조"]
    assert reasons(may_pay(Payout(0), BUDGET, SEOUL)) == ["A reward is at least one won, not 0."]
    assert may_pay(Payout(1), BUDGET, YONGIN)
    none = with_clause(SEOUL, "participation", rewards=SILENT)
    assert reasons(may_pay(Payout(1), BUDGET, none)) == ["The ordinance knows no rewards."]
    unlimited = with_clause(SEOUL, "participation", within_budget=SILENT)
    assert may_pay(Payout(1000), BUDGET, unlimited)


START = at("2026-11-02T10:00")
NOTICE = Notice(at("2026-11-02T09:59"), says_kinds=True, says_amounts=True, says_rules=True)
EVENT = Event(EventKind.EVENT, 1, START, has_rewards=True, notice=NOTICE)
CONTEST = dataclasses.replace(EVENT, kind=EventKind.CONTEST)


def test_announced_in_time():
    assert cited(may_start(EVENT, SEOUL, START)) == ["제7조제1항", "제7조제3항"]
    assert cited(may_start(CONTEST, DONGJAK, START)) == ["제20조제1항", "제20조제3항"]
    assert cited(may_start(EVENT, ANYANG, START)) == ["제14조"]
    assert all(may_start(EVENT, policy, START) for policy in ALL)


@pytest.mark.parametrize(("event", "policy"), [(EVENT, SEOUL), (CONTEST, DONGJAK)])
def test_not_announced(event, policy):
    unannounced = dataclasses.replace(event, notice=None)
    assert reasons(may_start(unannounced, policy, START)) == ["The rewards have not been announced."]
    assert may_start(dataclasses.replace(unannounced, has_rewards=False), policy, START)
    late = dataclasses.replace(event, notice=Notice(START, False, False, False))
    assert reasons(may_start(late, policy, START)) == [
        "The rewards were announced only after the event had begun.",
        "The announcement does not say what is given.",
        "The announcement does not say how much is given, or by which criteria.",
        "The announcement does not say how the event is run.",
    ]


def test_where_nothing_is_asked_nothing_is_missed():
    unannounced = dataclasses.replace(EVENT, notice=None)
    assert [bool(may_start(unannounced, policy, START)) for policy in ALL] == [True, True, False, True]


def test_purpose_and_time():
    early = dataclasses.replace(EVENT, purpose=5)
    assert reasons(may_start(early, SEOUL, at("2026-11-02T09:59"))) == [
        "Item 5 is no purpose of such events.",
        "The event starts at 2026-11-02T10:00+09:00.",
    ]
    assert may_start(dataclasses.replace(EVENT, purpose=6), DONGJAK, START)


def test_contests_are_dongjaks():
    assert [bool(may_start(CONTEST, policy, START)) for policy in ALL] == [False, False, False, True]
    assert reasons(may_start(CONTEST, SEOUL, START)) == ["The ordinance knows no such events."]


def test_times_without_a_zone():
    naive = datetime.datetime(2026, 11, 2, 10)
    event = Event(EventKind.EVENT, 1, naive, True, Notice(naive, True, True, True))
    with pytest.raises(FactsError) as caught:
        may_start(event, SEOUL, naive)
    assert len(caught.value.reasons) == 3
    with pytest.raises(FactsError):
        may_start(dataclasses.replace(event, notice=None), SEOUL, START)
