"""Dates and times as Korean public writing gives them."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import number_format

from cms.core import dates

DAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _korean():
    with translation.override("ko"):
        yield


def test_a_date_in_a_text_and_in_a_list():
    assert dates.long_date(DAY) == "2026. 7. 1.(수)"
    assert dates.short_date(DAY) == "2026.07.01"
    assert dates.month_name(DAY) == "2026년 7월"
    assert dates.month_and_weekday(DAY) == "7월·수"


def test_nothing_for_no_date():
    assert dates.long_date(None) == dates.short_date(None) == dates.clock_time(None) == ""


def test_a_moment_counts_by_the_clock_of_the_site():
    moment = dt.datetime(2026, 6, 30, 16, 0, tzinfo=dt.UTC)
    assert dates.long_date(moment) == "2026. 7. 1.(수)"
    assert dates.clock_time(moment) == "오전 1시"


@pytest.mark.parametrize(
    ("time", "words"),
    [((0, 0), "오전 12시"), ((9, 0), "오전 9시"), ((12, 5), "오후 12시 5분"), ((18, 30), "오후 6시 30분")],
)
def test_times(time, words):
    assert dates.clock_time(dt.time(*time)) == words


@pytest.mark.parametrize(
    ("language", "long", "short", "month", "clock", "number"),
    [
        ("en", "July 1, 2026", "1 Jul 2026", "July 2026", "6:30 p.m.", "1234.5"),
        ("zh-hans", "2026年7月1日", "2026年7月1日", "2026年7月", "18:30", "1234.5"),
        ("zh-hant", "2026年7月1日", "2026年7月1日", "2026年7月", "18:30", "1234.5"),
        ("ja", "2026年7月1日", "2026/07/01", "2026年7月", "18:30", "1234.5"),
        ("vi", "Ngày 01 tháng 7 năm 2026", "01/07/2026", "Tháng 7 2026", "18:30", "1234,5"),
    ],
)
def test_other_languages_have_their_own_forms(language, long, short, month, clock, number):
    with translation.override(language):
        assert dates.long_date(DAY) == long
        assert dates.short_date(DAY) == short
        assert dates.month_name(DAY) == month
        assert dates.clock_time(dt.time(18, 30)) == clock
        assert number_format(1234.5) == number


def test_names_of_the_days_of_a_week():
    names = dates.weekday_names(dt.date(2026, 6, 28))
    assert "".join(name["text"] for name in names) == "일월화수목금토"
    assert [name["sunday"] for name in names] == [True] + [False] * 6
