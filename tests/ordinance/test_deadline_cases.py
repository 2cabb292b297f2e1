"""A case at hand, in which nothing can have been received that is still to come."""

import datetime

import pytest

from cms.ordinance.deadlines import deadline, deadline_of_case
from cms.ordinance.periods import Extension, Pause, Period, Unit
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, korea

SEVEN = Period(7, Unit.DAYS)
NOW = at("2026-09-21T09:00")
SECOND = datetime.timedelta(seconds=1)


def refused(received, period=SEVEN, now=NOW, pauses=(), extensions=()):
    with pytest.raises(FactsError) as caught:
        deadline_of_case(received, period, korea(), now, pauses, extensions)
    return [str(reason) for reason in caught.value.reasons]


@pytest.mark.parametrize("received", [NOW, NOW - SECOND, at("2026-09-18T10:00"), NOW.astimezone(datetime.UTC)])
def test_what_has_been_received_is_counted_as_ever(received):
    pauses, extensions = [Pause(NOW, NOW + 100_000 * SECOND)], [Extension(2)]
    assert deadline_of_case(received, SEVEN, korea(), NOW, pauses, extensions) == deadline(
        received, SEVEN, korea(), pauses, extensions
    )


def test_a_receipt_in_the_future_is_an_error_of_its_own():
    assert refused(NOW + SECOND) == [
        "A petition cannot have been received in the future: 2026-09-21T09:00:01+09:00, "
        "and now it is 2026-09-21T09:00:00+09:00."
    ]
    assert deadline(NOW + SECOND, SEVEN, korea()).iso == "2026-10-01"  # to "what if" there is an answer


def test_moments_are_held_against_each_other_and_not_their_clocks():
    assert deadline_of_case(at("2026-09-21T08:59"), SEVEN, korea(), NOW.astimezone(datetime.UTC)).iso == "2026-10-01"
    assert len(refused(datetime.datetime(2026, 9, 21, 0, 0, 1, tzinfo=datetime.UTC))) == 1


def test_every_reason_at_once():
    pauses = [Pause(NOW + SECOND, NOW + SECOND), Pause(NOW, NOW)]
    assert refused(NOW + 2 * SECOND, pauses=pauses, extensions=[Extension(8)]) == [
        "A petition cannot have been received in the future: 2026-09-21T09:00:02+09:00, "
        "and now it is 2026-09-21T09:00:00+09:00.",
        "A pause cannot have begun in the future: 2026-09-21T09:00:01+09:00, and now it is 2026-09-21T09:00:00+09:00.",
        "An extension is from 1 to the original period, 7, not 8.",
    ]
    assert refused(NOW, extensions=[Extension(8)]) == ["An extension is from 1 to the original period, 7, not 8."]


@pytest.mark.parametrize(("received", "now"), [(NOW, NOW.replace(tzinfo=None)), (NOW.replace(tzinfo=None), NOW)])
def test_times_need_a_zone(received, now):
    assert refused(received, now=now) == ["2026-09-21T09:00:00 has no time zone."]
