"""Online or not, fee before receipt, when the clock starts."""

import datetime

import pytest

from cms.ordinance import intake
from cms.ordinance.intake import Application, Service
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, SEOUL, YONGIN, cited, reasons

PLAIN, PAID = Service(False, False), Service(False, False, fee=1)
NOW = at("2026-11-02T10:00")


@pytest.mark.parametrize(
    ("identity", "attachments", "said"),
    [
        (False, False, []),
        (True, False, ["A petition that needs an identity check cannot be made online."]),
        (False, True, ["A petition that needs attachments cannot be made online."]),
        (
            True,
            True,
            [
                "A petition that needs an identity check cannot be made online.",
                "A petition that needs attachments cannot be made online.",
            ],
        ),
    ],
)
def test_yongin_limits_what_is_made_online(identity, attachments, said):
    service = Service(identity, attachments)
    assert reasons(intake.may_be_made_online(service, YONGIN)) == said
    assert cited(intake.may_be_made_online(service, YONGIN)) == ["제9조제1항"]
    for policy in (ANYANG, SEOUL, DONGJAK):
        assert intake.may_be_made_online(service, policy)
    assert bool(intake.may_receive(Application(service, NOW), YONGIN, NOW)) == (not said)


def test_fee_before_receipt():
    unpaid = Application(PAID, NOW)
    assert [bool(intake.may_receive(unpaid, policy, NOW)) for policy in ALL] == [False, False, True, True]
    assert reasons(intake.may_receive(unpaid, ANYANG, NOW)) == ["The fee of 1 won has not been paid yet."]
    assert cited(intake.may_receive(unpaid, ANYANG, NOW)) == ["제8조제5항"]
    assert cited(intake.may_receive(unpaid, YONGIN, NOW)) == ["제9조제1항", "제9조제2항"]
    for policy in ALL:
        assert intake.may_receive(Application(PLAIN, NOW), policy, NOW)
        assert intake.may_receive(Application(PAID, NOW, NOW), policy, NOW)


def test_nothing_happens_in_the_future():
    later = at("2026-11-02T10:01")
    assert reasons(intake.may_receive(Application(PAID, later, later), ANYANG, NOW)) == [
        "The arrival, 2026-11-02T10:01+09:00, lies in the future.",
        "The payment, 2026-11-02T10:01+09:00, lies in the future.",
    ]
    assert reasons(intake.is_receipt_time(later, NOW)) == [
        "The time of receipt, 2026-11-02T10:01+09:00, lies in the future."
    ]
    assert intake.is_receipt_time(NOW, NOW)


def test_the_clock_starts_with_the_payment():
    arrived, paid = at("2026-11-02T10:00"), at("2026-11-04T15:00")
    assert intake.clock_starts(Application(PAID, arrived, paid), ANYANG) == paid
    assert intake.clock_starts(Application(PAID, paid, arrived), ANYANG) == paid
    assert intake.clock_starts(Application(PAID, arrived, paid), SEOUL) == arrived
    assert intake.clock_starts(Application(PLAIN, arrived), YONGIN) == arrived
    with pytest.raises(FactsError, match="No period runs before the payment"):
        intake.clock_starts(Application(PAID, arrived), YONGIN)


def test_times_without_a_zone():
    naive = datetime.datetime(2026, 11, 2, 10)
    with pytest.raises(FactsError) as caught:
        intake.may_receive(Application(PAID, naive, naive), ANYANG, naive)
    assert len(caught.value.reasons) == 3
    with pytest.raises(FactsError):
        intake.clock_starts(Application(PLAIN, naive), ANYANG)
    with pytest.raises(FactsError):
        intake.is_receipt_time(naive, NOW)


def test_who_can_be_a_petitioner():
    assert intake.may_be_petitioner(True, True)
    assert reasons(intake.may_be_petitioner(False, False)) == [
        "The petitioner's name is not known.",
        "The petitioner's address is not known.",
    ]
    assert cited(intake.may_be_petitioner(True, False)) == ["제2조제1항제3호"]


def test_consultations_under_a_real_name():
    assert [bool(intake.may_register_consultation(False, policy)) for policy in ALL] == [False, True, True, True]
    assert reasons(intake.may_register_consultation(False, ANYANG)) == [
        "A consultation is registered under a verified name only."
    ]
    assert cited(intake.may_register_consultation(True, ANYANG)) == ["제10조제2항", "제6조제5항"]


@pytest.mark.parametrize(
    ("petitioners", "same", "said"),
    [
        (5, True, []),
        (4, True, ["5 petitioners at least, not 4."]),
        (4, False, ["5 petitioners at least, not 4.", "The petitions are not of the same purport."]),
    ],
)
def test_merging(petitioners, same, said):
    assert reasons(intake.may_merge(petitioners, same)) == said


@pytest.mark.parametrize(
    ("representatives", "petitioners", "said"),
    [
        (1, 3, []),
        (3, 3, []),
        (0, 3, ["From 1 to 3 representatives, not 0."]),
        (4, 5, ["From 1 to 3 representatives, not 4."]),
        (1, 2, ["Fewer than three petitioners need no representative."]),
    ],
)
def test_representatives(representatives, petitioners, said):
    assert reasons(intake.may_represent(representatives, petitioners)) == said
