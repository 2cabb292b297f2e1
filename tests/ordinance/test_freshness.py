"""Fresh, due soon, overdue; escalation by working days."""

import pytest

from cms.ordinance.freshness import Audience, Ladder, ReviewSetting, State, judge, steps, warned_until, working_days
from cms.ordinance.policy import Clause
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date, korea
from tests.ordinance.verdicts import ALL, ANYANG, cited, reasons, with_clause

SETTING = ReviewSetting(days=30, warn=3)
OWNER, DEPUTY, HEAD, MANAGEMENT = Audience


def freshness(today, confirmed="2026-11-02", setting=SETTING, policy=ANYANG):
    return judge(date(confirmed), setting, policy, date(today), korea())


TABLE = [
    ("2026-11-02", State.FRESH),
    ("2026-11-26", State.FRESH),  # four working days before
    ("2026-11-27", State.DUE_SOON),  # Friday: three
    ("2026-11-28", State.DUE_SOON),
    ("2026-12-02", State.DUE_SOON),  # the last day
    ("2026-12-03", State.OVERDUE),
    ("2027-06-01", State.OVERDUE),
]


@pytest.mark.parametrize(("today", "state"), TABLE)
def test_states(today, state):
    found = freshness(today)
    assert (found.state, found.review_by) == (state, date("2026-12-02"))
    assert found.verdict.ok == (state is not State.OVERDUE)
    assert reasons(found.verdict) == ([] if found.verdict else ["The review was due on 2026-12-02."])
    assert cited(found.verdict) == ["제5조제1항"]


def test_a_review_is_never_due_on_a_day_off():
    found = freshness("2026-09-25", confirmed="2026-08-25")  # thirty days later is 추석 전날
    assert found.review_by == date("2026-09-28")
    assert found.state is State.DUE_SOON


@pytest.mark.parametrize(("ordinances", "setting", "review_by"), [(10, 30, "2026-11-12"), (90, 30, "2026-12-02")])
def test_the_shorter_interval_holds(ordinances, setting, review_by):
    policy = with_clause(ANYANG, "freshness", review_days=Clause(ordinances, ANYANG.freshness.duty.article))
    assert freshness("2026-11-02", policy=policy, setting=ReviewSetting(setting)).review_by == date(review_by)


def test_every_ordinance_asks_for_it():
    assert [cited(freshness("2026-11-02", policy=policy).verdict) for policy in ALL] == [
        ["제5조제1항"],
        ["제5조제1항"],
        ["제4조제1항"],
        ["제7조제1항"],
    ]


def test_the_future_and_impossible_settings():
    with pytest.raises(FactsError, match="future"):
        freshness("2026-11-01")
    with pytest.raises(FactsError) as caught:
        ReviewSetting(0, -1)
    assert len(caught.value.reasons) == 2
    for ladder in ({"head": 0}, {"management": 7}, {"repeat": 0}):
        with pytest.raises(FactsError, match="later than the one before"):
            Ladder(**ladder)


ESCALATION = [
    ("2026-11-26", {}),
    ("2026-11-27", {-1: [OWNER]}),  # three working days before
    ("2026-11-29", {-1: [OWNER]}),
    ("2026-12-01", {-1: [OWNER]}),
    ("2026-12-02", {0: [OWNER, DEPUTY]}),  # the day itself
    ("2026-12-10", {0: [OWNER, DEPUTY]}),
    ("2026-12-11", {0: [OWNER, DEPUTY], 7: [HEAD]}),
    ("2026-12-21", {0: [OWNER, DEPUTY], 7: [HEAD]}),  # thirteen
    ("2026-12-22", {0: [OWNER, DEPUTY], 7: [HEAD], 14: [OWNER, DEPUTY, HEAD]}),
    ("2027-01-05", {0: [OWNER, DEPUTY], 7: [HEAD], 21: [OWNER, DEPUTY, HEAD]}),  # 성탄절, 신정 are not counted
    ("2027-01-14", {0: [OWNER, DEPUTY], 7: [HEAD], 28: [OWNER, DEPUTY, HEAD]}),
    ("2027-01-15", {0: [OWNER, DEPUTY], 7: [HEAD], 30: [MANAGEMENT]}),
    ("2027-01-25", {0: [OWNER, DEPUTY], 7: [HEAD], 30: [MANAGEMENT]}),
    ("2027-01-26", {0: [OWNER, DEPUTY], 7: [HEAD], 30: [MANAGEMENT], 37: [OWNER, DEPUTY, HEAD, MANAGEMENT]}),
]


@pytest.mark.parametrize(("today", "told"), ESCALATION)
def test_who_is_told_on_which_working_day(today, told):
    reached = steps(date("2026-12-02"), date(today), korea(), warn=3)
    assert {step.day: list(step.audience) for step in reached} == told


def test_on_no_working_day_is_a_step_without_an_audience_given():
    ladder = Ladder()
    for day in range(200):
        reached = ladder.steps_until(day)
        assert all(ladder.audience(step) for step in reached)
        assert (day in reached) == bool(ladder.audience(day))


def test_of_what_one_is_warned():
    friday = date("2026-11-27")
    assert warned_until(friday, 3, korea()) == date("2026-12-02")
    assert warned_until(friday, 0, korea()) == date("2026-11-29")  # no working day lies between


def test_working_days():
    assert working_days(date("2026-11-06"), date("2026-11-09"), korea()) == 1
    assert working_days(date("2026-11-09"), date("2026-11-09"), korea()) == 0
    assert working_days(date("2026-11-09"), date("2026-11-06"), korea()) == 0
