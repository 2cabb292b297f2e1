"""Scores of departments."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance.evaluation import (
    Answering,
    Counts,
    Ranking,
    Score,
    Weights,
    answering,
    evaluate,
    is_due,
    may_reward,
    median,
)
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date
from tests.ordinance.verdicts import ALL, ANYANG, SEOUL, cited, reasons

BEST = Counts("가", 10, 300, 300, 10, 0, 0)
THIRD = Counts("다", 3, 90, 30, 3, 2, 1)


def test_scores_and_ranks():
    verdict, scores = evaluate(
        [THIRD, Counts("나", 1, 1, 1, 1, 5, 5), BEST, Counts("빈", 0, 3, 0, 0, 1, 1)], Weights(), SEOUL
    )
    assert cited(verdict) == ["제4조제3항"]
    assert scores == (
        Score("가", Decimal("100.00"), 1),
        Score("나", Decimal("100.00"), 1),
        Score("다", Decimal("50.00"), 3),
    )


def perfect(department: str, pages: int = 4, due: int = 1, overdue: str = "0", careful: int = 0, answered: int = 0):
    """A department with the full score, or one whose page is overdue since the last day."""
    days = pages * 30
    return Counts(department, pages, days, days, pages, answered, answered, due, Decimal(overdue), careful)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (perfect("나"), perfect("가", overdue="0.5", careful=9, answered=9, pages=9)),
        (perfect("나", answered=2), perfect("가", answered=1, careful=9, pages=9)),
        (perfect("나", careful=2, pages=4), perfect("가", careful=4, pages=9)),
        (perfect("나", pages=5), perfect("가")),
    ],
    ids=["fewer days overdue", "more answered", "more confirmed with care, a page", "more pages"],
)
def test_equal_scores_are_told_apart_by_further_figures(better, worse):
    scores = evaluate([worse, better], Weights(), SEOUL, Ranking())[1]
    assert [(score.department, score.rank) for score in scores] == [("나", 1), ("가", 2)]
    assert [score.rank for score in evaluate([worse, better], Weights(), SEOUL)[1]] == [1, 1]


def test_what_is_equal_in_every_figure_shares_a_rank_and_too_little_has_none():
    found = [perfect("가"), perfect("나"), THIRD, perfect("라", pages=50, due=0), perfect("마", pages=9)]
    scores = evaluate(found, Weights(), SEOUL, Ranking())[1]
    assert [(score.department, score.rank) for score in scores] == [
        ("마", 1),
        ("가", 2),
        ("나", 2),
        ("라", None),  # nothing of it was due
        ("다", None),
    ]
    assert {score.score for score in scores if score.rank is None} == {Decimal(100), Decimal(50)}
    assert evaluate(found, Weights(), SEOUL, Ranking(least_due=2))[1][0].rank is None
    with pytest.raises(FactsError, match="not negative"):
        Ranking(least_due=-1)


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        (Counts("가", 3, 90, 60, 3, 0, 0), "80.00"),
        (Counts("가", 3, 90, 0, 0, 3, 2), "13.33"),
        (Counts("가", 3, 90, 0, 0, 3, 1), "6.67"),
        (Counts("가", 4, 4, 0, 1, 1, 0), "5.00"),
        (Counts("가", 8, 8, 0, 0, 1600, 1), "0.01"),  # 0.0125
        (Counts("가", 8, 8, 0, 0, 1600, 2), "0.03"),  # 0.025, half up
        (Counts("가", 1, 1, 0, 0, 1, 0), "0.00"),
    ],
)
def test_arithmetic(counts, score):
    assert evaluate([counts], Weights(), SEOUL)[1][0].score == Decimal(score)


def test_silence_asks_for_nothing_but_allows_it():
    verdict, scores = evaluate([BEST], Weights(), ANYANG)
    assert (bool(verdict), cited(verdict), len(scores)) == (True, [], 1)


def test_facts_that_cannot_be():
    with pytest.raises(FactsError) as caught:
        Counts("가", 1, -1, 0, 2, 0, 1)
    assert [str(reason) for reason in caught.value.reasons] == [
        "가: page_days is not negative.",
        "가: pages exceeds page_days.",
        "가: on_time exceeds page_days.",
        "가: unbroken exceeds pages.",
        "가: answered exceeds to_answer.",
    ]
    with pytest.raises(FactsError, match="twice"):
        evaluate([BEST, BEST], Weights(), SEOUL)
    for weights in ((60, 20, 21), (101, 0, -1)):
        with pytest.raises(FactsError, match="add up to 100"):
            Weights(*weights)


@st.composite
def departments(draw):
    found = []
    for name in draw(st.lists(st.sampled_from("가나다라마바사아"), unique=True)):
        pages, days, asked = draw(st.integers(0, 50)), draw(st.integers(1, 31)), draw(st.integers(0, 50))
        on_time, unbroken = draw(st.integers(0, pages * days)), draw(st.integers(0, pages))
        found.append(Counts(name, pages, pages * days, on_time, unbroken, asked, draw(st.integers(0, asked))))
    return found


@settings(deadline=None)
@given(departments(), st.randoms())
def test_the_order_of_the_facts_changes_nothing(found, chance):
    scores = evaluate(found, Weights(), SEOUL)[1]
    assert len(scores) == sum(1 for each in found if each.pages)
    assert [score.score for score in scores] == sorted((score.score for score in scores), reverse=True)
    assert all(0 <= score.score <= 100 for score in scores)
    chance.shuffle(found)
    assert evaluate(found, Weights(), SEOUL)[1] == scores


@pytest.mark.parametrize(
    ("days", "middle"),
    [([], None), ([4], "4"), ([9, 1], "5"), ([2, 1], "1.5"), ([7, 1, 2], "2"), ([1, 9, 3, 2], "2.5")],
)
def test_the_middle_of_days(days, middle):
    assert median(days) == (None if middle is None else Decimal(middle))


@pytest.mark.parametrize(
    ("received", "answered", "counts"),
    [
        ("2026-10-01", "2026-10-31", Answering.NEITHER),  # counted in October
        ("2026-10-01", "2026-11-01", Answering.ANSWERED),
        ("2026-11-30", "2026-11-30", Answering.ANSWERED),
        ("2026-11-16", "2026-12-01", Answering.NEITHER),  # not yet late
        ("2026-11-15", "2026-12-01", Answering.LATE),
        ("2026-11-16", None, Answering.NEITHER),
        ("2026-11-15", None, Answering.LATE),
    ],
)
def test_answers(received, answered, counts):
    november = date("2026-11-01"), date("2026-11-30")
    assert answering(date(received), answered and date(answered), november, 14) is counts


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        (None, "2026-11-02", True),
        ("2026-05-02", "2026-11-02", False),
        ("2026-05-02", "2026-11-03", True),
    ],
)
def test_regularly(last, today, due):
    found = is_due(last and date(last), 6, SEOUL, date(today))
    assert bool(found) == due
    assert reasons(found) == ([] if due else ["The last evaluation holds until 2026-11-02."])


def test_only_seoul_asks_for_it():
    today = date("2026-11-02")
    assert [bool(is_due(None, 6, policy, today)) for policy in ALL] == [False, False, True, False]
    with pytest.raises(FactsError, match="not every 0"):
        is_due(None, 0, SEOUL, today)


def test_incentives():
    first, second = Score("가", Decimal(90), 1), Score("나", Decimal(80), 2)
    assert may_reward(first, [1], SEOUL)
    assert reasons(may_reward(second, [1], SEOUL)) == ["Rank 2 is not among the best."]
    assert reasons(may_reward(Score("다", Decimal(100), None), [1], SEOUL)) == ["Too few pages were due to judge by."]
    assert reasons(may_reward(first, [1], ANYANG)) == ["The ordinance knows no incentives for departments."]
