"""A day stands once: in the words of a fact, or behind them."""

import datetime as dt

import pytest
from django.utils import translation

from cms.conformity.facts import without_said_day
from tenants.conformity import Evidence

DAY = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "2026. 7. 1.(수)에 시행하였습니다."), ("en", "In force since July 1, 2026.")]
)
def test_a_day_that_the_words_say_is_not_said_again(language, words):
    with translation.override(language):
        assert without_said_day(Evidence(words, "/a/", 3, DAY)) == Evidence(words, "/a/", 3, None)


def test_a_day_that_the_words_do_not_say_stays():
    fact = Evidence("2026. 7. 11.(토)에 점검하였습니다.", on=DAY)
    assert without_said_day(fact) is fact
    assert without_said_day(Evidence("…")) == Evidence("…")
