"""All kinds together: where two finds overlap, the surer kind stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cms.ordinance.personal_data import (
    address,
    bank_account,
    card,
    disguised,
    email,
    licence,
    passport,
    phones,
    plate,
    registration,
)
from cms.ordinance.personal_data.finding import MEDIUM, Candidate, Finding, Kind
from cms.ordinance.personal_data.offices import Offices
from cms.ordinance.personal_data.reading import read

NO_OFFICES = Offices()

#: Forms that leave less room for chance come first.
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.RESIDENT_REGISTRATION_NUMBER,
            Kind.ALIEN_REGISTRATION_NUMBER,
            Kind.EMAIL,
            Kind.CARD,
            Kind.DRIVER_LICENCE,
            Kind.PASSPORT,
            Kind.MOBILE_PHONE,
            Kind.LANDLINE_PHONE,
            Kind.BANK_ACCOUNT,
            Kind.VEHICLE_PLATE,
            Kind.ADDRESS,
        )
    )
}


def scan(text: str, offices: Offices = NO_OFFICES, today: date | None = None) -> list[Finding]:
    """Personal data in a text, in the order of the text; no two finds overlap.

    ``offices`` is what the municipality's own departments publish: never reported, in whatever
    spelling. ``today`` rules out birth dates to come. Time and memory are linear in the text.
    """
    reading = read(text)
    settled = _settle(_candidates(reading.text, today), len(reading.text))
    return sorted(
        Finding(*reading.span(each.start, each.end), each.kind, each.confidence)
        for each in settled
        if not offices.own(each)
    )


def _candidates(text: str, today: date | None) -> Iterator[Candidate]:
    yield from registration.find(text, today)
    yield from disguised.find(text, today)
    for room in (email, card, licence, passport, phones, bank_account, plate, address):
        yield from room.find(text)


def _order(one: Candidate) -> tuple[bool, int, int, float, int]:
    """What is more likely than not before what is less; then by rank, the longer one, the surer one."""
    return (one.confidence < MEDIUM, _RANKS[one.kind], one.start - one.end, -one.confidence, one.start)


def _settle(candidates: Iterable[Candidate], length: int) -> Iterator[Candidate]:
    """In their order; what overlaps a chosen one is left out.

    What an office publishes is chosen like the rest, so that its number is not taken for another kind.
    """
    taken = bytearray(length)
    for each in sorted(candidates, key=_order):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            yield each
