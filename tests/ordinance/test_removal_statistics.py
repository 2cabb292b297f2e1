"""Figures of a year by ground and outcome."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from cms.ordinance.calendar import SEOUL
from cms.ordinance.removal_statistics import OfGround, Outcome, Row, of_year
from cms.ordinance.verdict import FactsError
from tests.ordinance.removals import POLICIES

ANYANG = POLICIES["anyang"]
START = dt.datetime(2026, 3, 2, 23, 30, tzinfo=SEOUL)


def row(outcome=Outcome.REMOVED, *grounds, days=1, at=START):
    return Row(outcome, grounds or (5,), at, at + dt.timedelta(days))


def test_a_year_without_matters_counts_every_ground_as_none():
    year = of_year([], 2026, ANYANG)
    assert (year.decided, year.median_days) == (0, None)
    assert [(each.number, each.removed, each.restored) for each in year.grounds] == [(n, 0, 0) for n in range(1, 12)]
    assert year.grounds[4].text == "영리목적의 상업성 광고, 저작권을 침해할 수 있는 내용"


def test_figures_by_ground_and_outcome():
    rows = [
        row(Outcome.REMOVED, 5, 6, days=1),
        row(Outcome.REMOVED, 5, days=2),
        row(Outcome.RESTORED, 4, days=5),
        row(Outcome.KEPT, 4, days=9),
        row(Outcome.REMOVED, 12),
    ]
    year = of_year(rows, 2026, ANYANG)
    assert (year.removed, year.kept, year.restored, year.decided) == (3, 1, 1, 5)
    assert year.median_days == 2
    counted = {each.number: (each.removed, each.restored) for each in year.grounds if each.removed or each.restored}
    assert counted == {4: (0, 1), 5: (2, 0), 6: (1, 0), 12: (1, 0)}
    assert year.grounds[-1] == OfGround(12, "", 1, 0)  # a ground of an older policy


def test_a_number_that_was_another_ground_is_counted_by_its_words():
    texts = {item.number: item.text for item in ANYANG.removal.grounds}
    rows = [
        replace(row(Outcome.REMOVED, 5), texts=(texts[5],)),
        replace(row(Outcome.RESTORED, 5, 6), texts=("다른 사유", texts[6])),
        replace(row(Outcome.KEPT, 5), texts=("또 다른 사유",)),
    ]
    counted = {
        (each.number, each.text): (each.removed, each.restored)
        for each in of_year(rows, 2026, ANYANG).grounds
        if each.removed or each.restored
    }
    assert counted == {(5, texts[5]): (1, 0), (5, "다른 사유"): (0, 1), (6, texts[6]): (0, 1)}


@pytest.mark.parametrize(("days", "median"), [([1, 2], Fraction(3, 2)), ([0], 0), ([0, 1, 9], 1)])
def test_days_are_calendar_days(days, median):
    assert of_year([row(days=each) for each in days], 2026, ANYANG).median_days == median


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (dt.datetime(2025, 12, 31, 14, 59, tzinfo=dt.UTC), 0),
        (dt.datetime(2025, 12, 31, 15, tzinfo=dt.UTC), 1),
        (dt.datetime(2026, 12, 31, 14, 59, tzinfo=dt.UTC), 1),
        (dt.datetime(2026, 12, 31, 15, tzinfo=dt.UTC), 0),
    ],
)
def test_the_year_is_koreas_and_that_of_the_decision(at, counts):
    assert of_year([row(days=0, at=at)], 2026, ANYANG).decided == counts


def test_an_ordinance_without_grounds_shows_what_occurred():
    silent = replace(ANYANG, removal=replace(ANYANG.removal, grounds=()))
    assert of_year([], 2026, silent).grounds == ()
    assert of_year([row()], 2026, silent).grounds == (OfGround(5, "", 1, 0),)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (row(days=-1), "not older"),
        (row(at=dt.datetime(2026, 3, 2)), "no time zone"),
        (replace(row(), decided_at=dt.datetime(2026, 3, 3)), "no time zone"),
    ],
)
def test_what_cannot_be_counted(wrong, sentence):
    with pytest.raises(FactsError, match=sentence):
        of_year([wrong], 2026, ANYANG)
