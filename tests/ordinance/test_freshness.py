"""Fresh, due soon, overdue; escalation by working days."""

import pytest

from cms.ordinance.freshness import ReviewSetting, State, judge, working_days
from cms.ordinance.policy import Clause
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date, korea
from tests.ordinance.verdicts import ALL, ANYANG, cited, reasons, with_clause

SETTING = ReviewSetting(days=30, warn=3, steps=(1, 3, 5))


def freshness(today, confirmed="2026-11-02", setting=SETTING, policy=ANYANG):
    return judge(date(confirmed), setting, policy, date(today), korea())


TABLE = [
    ("2026-11-02", State.FRESH, 0),
    ("2026-11-26", State.FRESH, 0),  # four working days before
    ("2026-11-27", State.DUE_SOON, 0),  # Friday: three
    ("2026-11-28", State.DUE_SOON, 0),
    ("2026-12-02", State.DUE_SOON, 0),  # the last day
    ("2026-12-03", State.OVERDUE, 1),
    ("2026-12-04", State.OVERDUE, 1),
    ("2026-12-06", State.OVERDUE, 1),  # Sunday: still two working days
    ("2026-12-07", State.OVERDUE, 2),
    ("2026-12-08", State.OVERDUE, 2),
    ("2026-12-09", State.OVERDUE, 3),
    ("2027-06-01", State.OVERDUE, 3),
]


@pytest.mark.parametrize(("today", "state", "step"), TABLE)
def test_states(today, state, step):
    found = freshness(today)
    assert (found.state, found.step, found.review_by) == (state, step, date("2026-12-02"))
    assert found.verdict.ok == (state is not State.OVERDUE)
    assert reasons(found.verdict) == ([] if found.verdict else ["The review was due on 2026-12-02."])
    assert cited(found.verdict) == ["제5조제1항"]


def test_a_review_is_never_due_on_a_day_off():
    found = freshness("2026-09-25", confirmed="2026-08-25")  # thirty days later is 추석 전날
    assert found.review_by == date("2026-09-28")
    assert found.state is State.DUE_SOON


def test_an_overdue_page_on_a_weekend_has_reached_no_step():
    found = freshness("2026-12-05", confirmed="2026-11-04")  # due on Friday the 4th
    assert (found.state, found.step) == (State.OVERDUE, 0)


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
        ReviewSetting(0, -1, (3, 1))
    assert len(caught.value.reasons) == 3
    for steps in ((0, 1), (1, 1)):
        with pytest.raises(FactsError, match="later than the one before"):
            ReviewSetting(1, 0, steps)


def test_working_days():
    assert working_days(date("2026-11-06"), date("2026-11-09"), korea()) == 1
    assert working_days(date("2026-11-09"), date("2026-11-09"), korea()) == 0
    assert working_days(date("2026-11-09"), date("2026-11-06"), korea()) == 0
