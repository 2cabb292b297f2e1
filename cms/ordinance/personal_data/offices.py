"""The municipality's own telephone numbers, e-mail and postal addresses, which may be shown.

They are given in any spelling: 031-000-0001, +82 31 000 0001, (031)000.0001. A number is also
allowed without its area code; ``@city.go.kr`` allows every mailbox of that host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.ordinance.personal_data import address
from cms.ordinance.personal_data.finding import Candidate, Kind
from cms.ordinance.personal_data.phones import national, without_area
from cms.ordinance.personal_data.reading import read

_NUMBER = re.compile(r"[0-9()+./ -]{3,30}")
_MAILBOX = re.compile(r"[^@\s]{0,64}@[^@\s]+\.[^@\s.]+")


class OfficeError(ValueError):
    """What was given for an office is no number or address; ``reasons`` holds one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reasons))


@dataclass(frozen=True, slots=True)
class Offices:
    """What the departments of a municipality publish of themselves."""

    numbers: frozenset[str] = field(default=frozenset())
    mailboxes: frozenset[str] = field(default=frozenset())
    addresses: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, numbers: Iterable[str] = (), mailboxes: Iterable[str] = (), addresses: Iterable[str] = ()) -> Offices:
        """From any spelling. Raises OfficeError with every value that is none."""
        phones, boxes, places = (
            [read(value).text.strip() for value in each] for each in (numbers, mailboxes, addresses)
        )
        keys = {place: {found.key for found in address.find(place) if found.key} for place in places}
        reasons = [f"“{phone}” is not a telephone number." for phone in phones if not _NUMBER.fullmatch(phone)]
        reasons += [
            f"“{box}” is not an e-mail address, nor a host such as @city.go.kr."
            for box in boxes
            if not _MAILBOX.fullmatch(box)
        ]
        reasons += [f"“{place}” is not an address with a number." for place in places if not keys[place]]
        if reasons:
            raise OfficeError(reasons)
        return cls(
            frozenset(map(national, phones)), frozenset(map(str.lower, boxes)), frozenset().union(*keys.values())
        )

    def own(self, candidate: Candidate) -> bool:
        """Whether a find is the municipality's own."""
        if candidate.kind in (Kind.MOBILE_PHONE, Kind.LANDLINE_PHONE):
            return self._own_number(candidate.key)
        if candidate.kind is Kind.EMAIL:
            return candidate.key in self.mailboxes or "@" + candidate.key.partition("@")[2] in self.mailboxes
        return candidate.kind is Kind.ADDRESS and candidate.key in self.addresses

    def _own_number(self, number: str) -> bool:
        if number in self.numbers:
            return True
        local = without_area(number)
        if local != number:
            return local in self.numbers
        return any(without_area(own) == local for own in self.numbers)
