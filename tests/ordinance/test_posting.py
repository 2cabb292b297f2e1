"""Posting periods."""

import pytest

from cms.ordinance.policy import Clause, Obligation, PostingScope
from cms.ordinance.posting import PostingPeriod, PostingState, may_set, must_be_shown
from tests.ordinance.clocks import date
from tests.ordinance.verdicts import ALL, ANYANG, SEOUL, YONGIN, cited, reasons, with_clause

PERIOD = PostingPeriod(date("2026-11-02"), date("2026-11-30"))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-11-01", PostingState.UPCOMING),
        ("2026-11-02", PostingState.POSTED),
        ("2026-11-30", PostingState.POSTED),
        ("2026-12-01", PostingState.EXPIRED),
    ],
)
def test_state(today, state):
    assert PERIOD.state(date(today)) is state


def test_an_open_end_never_expires():
    assert PostingPeriod(date("2026-11-02")).state(date("2099-01-01")) is PostingState.POSTED


def test_who_may_set_one():
    for scope in PostingScope:
        assert [bool(may_set(PERIOD, scope, policy)) for policy in ALL] == [True, True, False, False]
    assert cited(may_set(PERIOD, PostingScope.POST, ANYANG)) == ["제6조제1항"]
    assert reasons(may_set(PERIOD, PostingScope.POST, SEOUL)) == ["The ordinance knows no posting period."]


def test_every_reason_at_once():
    only_fields = with_clause(ANYANG, "posting", scope=Clause((PostingScope.FIELD,), ANYANG.posting.scope.article))
    reversed_period = PostingPeriod(date("2026-11-30"), date("2026-11-29"))
    assert reasons(may_set(reversed_period, PostingScope.POST, only_fields)) == [
        "A posting period is not set for this: post.",
        "The posting period ends on 2026-11-29, before it starts on 2026-11-30.",
    ]
    one_day = PostingPeriod(date("2026-11-30"), date("2026-11-30"))
    assert may_set(one_day, PostingScope.FIELD, only_fields)
    assert may_set(PostingPeriod(date("2026-11-30")), PostingScope.FIELD, only_fields)


def test_only_yongin_shows_it():
    assert [bool(must_be_shown(policy)) for policy in ALL] == [False, True, False, False]
    assert cited(must_be_shown(YONGIN)) == ["제6조제1항"]
    may = with_clause(YONGIN, "posting", shown=Clause(Obligation.MAY, YONGIN.posting.shown.article))
    assert reasons(must_be_shown(may)) == ["The ordinance does not ask that the posting period is shown."]
