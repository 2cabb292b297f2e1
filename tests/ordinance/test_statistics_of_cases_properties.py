"""What is left out of public statistics cannot be had from the rest."""

from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.statistics_of_cases import Row, public, statistics
from tests.ordinance.clocks import at, korea

NOW = at("2026-11-20T10:00")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9)), st.integers(1, 6))
def test_what_is_left_out_is_many_together(numbers, least):
    rows = [Row(name, "", NOW, None) for name, number in numbers.items() for _each in range(number)]
    found = public(statistics(rows, NOW, korea()), least)
    shown = {name: each.received for name, each in found.by_kind.items() if each}
    left_out = sum(numbers.values()) - sum(shown.values())
    assert all(number >= least and number == numbers[name] for name, number in shown.items())
    assert left_out == 0 or left_out >= least or found.total is None
    assert (found.total is None) is (sum(numbers.values()) < least)
