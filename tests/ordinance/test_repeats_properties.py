"""Closing as a repeat: more results never stand against it, and fewer never speak for it."""

import dataclasses
import datetime

from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.repeats import Earlier, Repeat, may_close_as_repeat
from tests.ordinance.clocks import at

NOW = at("2026-11-02T10:00")
moments = st.integers(-100, 20).map(lambda hours: NOW + datetime.timedelta(hours=hours))
earlier = st.builds(Earlier, moments, st.lists(moments, max_size=3).map(tuple))
cases = st.builds(
    Repeat,
    st.booleans(),
    st.just(NOW),
    st.lists(earlier, max_size=4).map(tuple),
    st.booleans(),
    st.integers(1, 7),
    st.booleans(),
)


@given(cases, earlier)
def test_one_more_earlier_petition_never_stands_against_it(case, more):
    wider = dataclasses.replace(case, earlier=(*case.earlier, more))
    assert may_close_as_repeat(wider).ok >= may_close_as_repeat(case).ok


@given(cases)
def test_what_may_be_closed_was_answered_twice_before(case):
    if may_close_as_repeat(case):
        before = [each for each in case.earlier if each.received_at < NOW]
        told = [moment for each in before for moment in each.results_notified_at if moment < NOW]
        assert len(before) >= 2
        assert len(told) >= 2
        assert not case.is_statutory
        assert not case.has_just_cause
        assert case.petitioners < 5 or case.committee_deliberated


@given(cases)
def test_a_refusal_has_its_reasons(case):
    verdict = may_close_as_repeat(case)
    assert verdict.ok is not bool(verdict.reasons)
