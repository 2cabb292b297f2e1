"""Where two finds overlap: which of them stands."""

import itertools

import pytest

from cms.ordinance.personal_data import HIGH, MEDIUM, Kind
from cms.ordinance.personal_data.finding import Candidate
from cms.ordinance.personal_data.scanner import _RANKS, _settle


def settled(*candidates, length=40):
    """What stands, whatever the order in which it was found."""
    results = {tuple(_settle(order, length)) for order in itertools.permutations(candidates)}
    assert len(results) == 1
    return list(results.pop())


def test_every_kind_has_its_rank():
    assert set(_RANKS) == set(Kind)
    assert sorted(_RANKS.values()) == list(range(len(Kind)))


def test_what_is_more_likely_than_not_goes_before_what_is_less():
    card = Candidate(0, 16, Kind.CARD, MEDIUM - 0.01)
    address = Candidate(10, 20, Kind.ADDRESS, MEDIUM)
    assert settled(card, address) == [address]


def test_likely_or_certain_the_rank_decides():
    card = Candidate(0, 16, Kind.CARD, MEDIUM)
    address = Candidate(10, 30, Kind.ADDRESS, HIGH)
    assert settled(card, address) == [card]


@pytest.mark.parametrize(("shorter", "longer"), [((4, 10), (0, 10)), ((0, 9), (0, 10)), ((2, 9), (1, 9))])
def test_of_one_rank_the_longer_one_stands(shorter, longer):
    one, other = (Candidate(*span, Kind.ADDRESS, sure) for span, sure in ((shorter, 0.9), (longer, 0.5)))
    assert settled(one, other) == [other]


def test_of_one_length_the_surer_one_stands():
    one, other = Candidate(2, 12, Kind.PASSPORT, 0.6), Candidate(1, 11, Kind.PASSPORT, 0.9)
    assert settled(one, other) == [other]
    one, other = Candidate(2, 12, Kind.PASSPORT, 0.9), Candidate(1, 11, Kind.PASSPORT, 0.6)
    assert settled(one, other) == [one]


def test_of_two_that_are_equal_the_first_one_stands():
    one, other = Candidate(2, 12, Kind.ADDRESS, 0.5), Candidate(1, 11, Kind.ADDRESS, 0.5)
    assert settled(one, other) == [other]


def test_what_only_touches_does_not_overlap():
    one, other = Candidate(0, 10, Kind.ADDRESS, 0.5), Candidate(10, 20, Kind.ADDRESS, 0.5)
    assert settled(one, other) == [one, other]


def test_the_last_sign_counts():
    one, other = Candidate(0, 11, Kind.CARD, 0.5), Candidate(10, 20, Kind.ADDRESS, 0.5)
    assert settled(one, other, length=20) == [one]


def test_what_was_left_out_takes_no_place():
    first, second, third = (
        Candidate(0, 10, Kind.CARD, 0.9),
        Candidate(5, 20, Kind.LANDLINE_PHONE, 0.9),
        Candidate(15, 25, Kind.ADDRESS, 0.9),
    )
    assert settled(first, second, third) == [first, third]
