"""The municipality's own telephone numbers, e-mail and postal addresses, which may be shown.

They are given in any spelling: 031-000-0001, +82 31 000 0001, (031)000.0001. A number is also
allowed without its area code; ``@city.go.kr`` allows every mailbox of that host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.ordinance.personal_data.finding import Candidate, Kind
from cms.ordinance.personal_data.phones import national, without_area
from cms.ordinance.personal_data.reading import read

_NUMBER = re.compile(r"[0-9()+./ -]{3,30}")
_MAILBOX = re.compile(r"[^@\s]{0,64}@[^@\s]+\.[^@\s.]+")
_PLACE = re.compile(r".{2,60}[0-9]")


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
        plain = [[read(value).text.strip() for value in values] for values in (numbers, mailboxes, addresses)]
        reasons = [
            sentence.format(value)
            for values, form, sentence in zip(plain, (_NUMBER, _MAILBOX, _PLACE), _SENTENCES, strict=True)
            for value in values
            if not form.fullmatch(value)
        ]
        if reasons:
            raise OfficeError(reasons)
        return cls(
            frozenset(national(number) for number in plain[0]),
            frozenset(mailbox.lower() for mailbox in plain[1]),
            frozenset(re.sub(r"\s", "", address) for address in plain[2]),
        )

    def own(self, candidate: Candidate) -> bool:
        """Whether a find is the municipality's own."""
        if candidate.kind in (Kind.MOBILE_PHONE, Kind.LANDLINE_PHONE):
            return self._own_number(candidate.key)
        if candidate.kind is Kind.EMAIL:
            return candidate.key in self.mailboxes or "@" + candidate.key.partition("@")[2] in self.mailboxes
        return candidate.kind is Kind.ADDRESS and any(place.endswith(candidate.key) for place in self.addresses)

    def _own_number(self, number: str) -> bool:
        if number in self.numbers:
            return True
        local = without_area(number)
        if local != number:
            return local in self.numbers
        return any(without_area(own) == local for own in self.numbers)


_SENTENCES = (
    "“{}” is not a telephone number.",
    "“{}” is not an e-mail address, nor a host such as @city.go.kr.",
    "“{}” is not an address with a number.",
)
