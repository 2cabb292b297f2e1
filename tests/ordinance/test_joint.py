"""Joint petitioners and their representatives; petitions received as one."""

import pytest

from cms.ordinance import joint
from cms.ordinance.joint import Petitioned
from tests.ordinance.clocks import at
from tests.ordinance.verdicts import cited, reasons, resting_on

FEW = "Fewer than three petitioners need no representative."
NAMED = "The petitioners have already named representatives."
TWICE = "Nobody is chosen twice."
OUTSIDER = "A representative is one of the petitioners."


@pytest.mark.parametrize(
    ("petitioners", "representatives", "said"),
    [(3, 0, []), (2, 0, [FEW]), (3, 1, [NAMED]), (1, 1, [FEW, NAMED])],
)
def test_asking_for_representatives(petitioners, representatives, said):
    verdict = joint.may_ask_for_representatives(petitioners, representatives)
    assert reasons(verdict) == said
    assert cited(verdict) == ["제8조제1항"]
    assert resting_on(verdict) == ["제8조제1항"] * len(said)


@pytest.mark.parametrize(
    ("chosen", "signers", "said"),
    [
        ("a", "abc", []),
        ("abc", "abc", []),
        ("", "abc", ["From 1 to 3 representatives, not 0."]),
        ("abcd", "abcde", ["From 1 to 3 representatives, not 4."]),
        ("a", "aba", [FEW]),
        ("aa", "abc", [TWICE]),
        ("ax", "abc", [OUTSIDER]),
        ("xyzx", "aab", [FEW, TWICE, OUTSIDER]),
    ],
)
def test_choosing_representatives(chosen, signers, said):
    verdict = joint.may_be_chosen(chosen, signers)
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict) == ["제8조제1항"]
    assert resting_on(verdict) == ["제8조제1항"] * len(said)


def petition(number, petitioners="a", day=1, **state):
    return Petitioned(str(number), at(f"2026-11-{day:02}T10:00"), tuple(petitioners), **state)


@pytest.mark.parametrize(
    ("cases", "same", "said"),
    [
        ([petition(1, "abc"), petition(2, "de")], True, []),
        ([petition(1, "abc"), petition(2, "cd")], True, ["5 petitioners at least, not 4."]),
        ([petition(1, "abc"), petition(2, "de")], False, ["The petitions are not of the same purport."]),
        ([petition(1, "abcde")], True, ["Merging takes two petitions or more."]),
        ([petition(1, "abcde"), petition(1, "abcde")], True, ["A petition is not merged with itself."]),
        ([petition(1, "abcde"), petition(2, is_closed=True)], True, ["Petition 2 is closed already."]),
        ([petition(1, "abcde"), petition(2, is_merged=True)], True, ["Petition 2 is merged already."]),
        (
            [petition(1, is_closed=True, is_merged=True)],
            False,
            [
                "5 petitioners at least, not 1.",
                "The petitions are not of the same purport.",
                "Merging takes two petitions or more.",
                "Petition 1 is closed already.",
                "Petition 1 is merged already.",
            ],
        ),
    ],
)
def test_receiving_petitions_as_one(cases, same, said):
    verdict = joint.may_receive_as_one(cases, same)
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict) == ["제6조제6항"]
    assert resting_on(verdict) == ["제6조제6항"] * len(said)


def test_the_first_received_leads():
    assert joint.leading([petition(3, day=2), petition(2, day=1), petition(1, day=2)]).reference == "2"
    assert joint.leading([petition(2), petition(1)]).reference == "1"
