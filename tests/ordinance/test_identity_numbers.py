"""Which numbers no message to an office needs."""

import pytest

from cms.ordinance.personal_data import Kind, unneeded

#: Of each kind whether it is refused when in doubt, and when sure.
REFUSED = [
    (Kind.RESIDENT_REGISTRATION_NUMBER, True, True),
    (Kind.ALIEN_REGISTRATION_NUMBER, True, True),
    (Kind.PASSPORT, False, True),
    (Kind.DRIVER_LICENCE, False, True),
    (Kind.CARD, False, True),
    (Kind.MOBILE_PHONE, False, False),  # how else should they be answered?
    (Kind.LANDLINE_PHONE, False, False),
    (Kind.EMAIL, False, False),
    (Kind.BANK_ACCOUNT, False, False),
    (Kind.VEHICLE_PLATE, False, False),
    (Kind.ADDRESS, False, False),
]


@pytest.mark.parametrize(("kind", "doubtful", "sure"), REFUSED)
def test_what_is_refused_when_in_doubt_and_when_sure(kind, doubtful, sure):
    assert (unneeded([(kind, False)]) == [kind], unneeded([(kind, True)]) == [kind]) == (doubtful, sure)


def test_every_kind_once():
    card, passport = (Kind.CARD, True), (Kind.PASSPORT, True)
    assert unneeded([passport, card, passport, (Kind.CARD, False)]) == unneeded([card, passport])
    assert len(unneeded([passport, card])) == 2


def test_every_kind_is_decided_on():
    assert {kind for kind, _doubtful, _sure in REFUSED} == set(Kind)
