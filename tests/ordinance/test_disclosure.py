"""Who sees what of a petition."""

import itertools

import pytest

from cms.ordinance.disclosure import (
    Audience,
    PasswordFacts,
    Petition,
    PetitionField,
    may_have_password,
    may_publish,
    must_change_password,
    visible,
)
from cms.ordinance.policy import SILENT
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, SEOUL, YONGIN, cited, reasons, with_clause

OPEN = Petition(is_public_kind=True, selected=True, petitioner_objects=False)
F = PetitionField
PRIVATE = {F.BODY, F.ATTACHMENTS, F.PETITIONER_NAME, F.CONTACT, F.ADDRESS, F.OFFICER, F.INTERNAL_NOTES, F.HISTORY}


def test_what_the_public_sees():
    expected = set(F) - PRIVATE
    assert visible(OPEN, Audience.PUBLIC, ANYANG) == visible(OPEN, Audience.PUBLIC, YONGIN) == expected
    assert visible(OPEN, Audience.PUBLIC, SEOUL) == visible(OPEN, Audience.PUBLIC, DONGJAK) == set()
    without_stages = with_clause(ANYANG, "disclosure", stages=SILENT)
    assert visible(OPEN, Audience.PUBLIC, without_stages) == set()


@pytest.mark.parametrize("flags", list(itertools.product([False, True], repeat=3)))
@pytest.mark.parametrize("policy", ALL, ids=lambda policy: policy.ordinance.slug)
def test_petitioner_and_staff_never_see_less_than_the_public(policy, flags):
    petition = Petition(*flags)
    seen = [visible(petition, audience, policy) for audience in (Audience.PUBLIC, Audience.PETITIONER, Audience.STAFF)]
    assert seen[0] < seen[1] < seen[2]
    assert seen[2] - seen[1] == {F.INTERNAL_NOTES}
    assert bool(seen[0]) == bool(may_publish(petition, policy))


def test_every_reason_against_publishing():
    closed = Petition(is_public_kind=False, selected=False, petitioner_objects=True)
    assert reasons(may_publish(closed, ANYANG)) == [
        "Petitions of this kind are not public.",
        "The petitioner does not want it to be public.",
    ]
    assert cited(may_publish(closed, ANYANG)) == ["제9조제1항", "제9조제2항"]
    assert reasons(may_publish(closed, YONGIN)) == [
        "Petitions of this kind are not public.",
        "The petition has not been selected for the list.",
        "The petitioner does not want it to be public.",
    ]
    assert cited(may_publish(closed, YONGIN)) == ["제10조제1항", "제10조제2항"]
    assert reasons(may_publish(OPEN, SEOUL)) == ["The ordinance knows no list of public petitions."]
    unselected = Petition(is_public_kind=True, selected=False, petitioner_objects=False)
    assert may_publish(unselected, ANYANG)
    assert not may_publish(unselected, YONGIN)
    no_opt_out = with_clause(ANYANG, "disclosure", opt_out=SILENT)
    assert may_publish(Petition(True, True, True), no_opt_out)


def test_passwords():
    assert [bool(may_have_password(policy)) for policy in ALL] == [True, True, False, False]
    assert cited(may_have_password(YONGIN)) == ["제10조제3항"]
    assert reasons(may_have_password(SEOUL)) == ["The ordinance knows no password for a petition."]


@pytest.mark.parametrize(
    ("facts", "anyang", "yongin"),
    [
        ((True, True, True), [], []),
        ((True, False, True), [], ["The petitioner has not demanded the change."]),
        ((False, True, True), ["The password has not been exposed."], ["The password has not been exposed."]),
        (
            (False, False, False),
            ["The password has not been exposed.", "It is not verified that it is the petitioner who asks."],
            [
                "The password has not been exposed.",
                "The petitioner has not demanded the change.",
                "It is not verified that it is the petitioner who asks.",
            ],
        ),
    ],
)
def test_an_exposed_password(facts, anyang, yongin):
    found = [must_change_password(PasswordFacts(*facts), policy) for policy in (ANYANG, YONGIN)]
    assert [reasons(verdict) for verdict in found] == [anyang, yongin]
    assert [cited(verdict) for verdict in found] == [["제9조제4항"], ["제10조제4항"]]
    assert not must_change_password(PasswordFacts(*facts), DONGJAK)
