"""Receipt numbers drawn at random: errors are noticed, and what is shown is read back."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import case_numbers
from cms.ordinance.case_numbers import ALPHABET, LENGTH, RANDOM_SIGNS
from tests.ordinance.test_case_numbers import MISTYPED, exchanges, said, single_errors

drawn = st.text(ALPHABET, min_size=RANDOM_SIGNS, max_size=RANDOM_SIGNS)


@given(drawn)
def test_errors_of_any_number(signs):
    number = case_numbers.make(signs)
    assert said(number) is None
    assert len(number) == LENGTH
    assert all(said(each) == MISTYPED for each in exchanges(number))
    assert all(said(each) == MISTYPED for each in itertools.islice(single_errors(number), 0, None, 7))


@given(drawn)
def test_what_is_shown_and_spelled_is_read_back(signs):
    number = case_numbers.make(signs)
    for typed in (case_numbers.shown(number), case_numbers.spelled(number).replace(",", ""), number.lower()):
        assert case_numbers.normal(typed) == number


@given(st.text(st.characters(codec="cp949"), max_size=40))
def test_normal_is_normal(typed):
    once = case_numbers.normal(typed)
    assert case_numbers.normal(once) == once
