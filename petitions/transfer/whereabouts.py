"""Where a petition went: for its petitioner, notices and the desk. Nothing personal is in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from cms.ordinance import statutory
from cms.ordinance.case_numbers import shown
from cms.ordinance.statutory import Transfer
from petitions import clock
from petitions.models import Case, TransferLetter, TransferOut


@dataclass(frozen=True)
class Whereabouts:
    """``number`` and ``contact`` are those of the receiver; empty while it does not have it, and of letters."""

    agency: str
    number: str = ""
    contact: str = ""
    by_letter: bool = False

    @property
    def shown_number(self) -> str:
        """The number there, as it is read out."""
        return shown(self.number) if self.number else ""


def whereabouts(case: Case) -> Whereabouts | None:
    """Where a case is now; None for one that was not transferred."""
    out = TransferOut.objects.filter(case=case, given_up_at=None).first()
    if out is not None:
        return Whereabouts(out.to_name, out.new_number, out.new_contact)
    letter = TransferLetter.objects.filter(case=case).first()
    return Whereabouts(letter.agency, by_letter=True) if letter else None


def moved(number: str) -> Whereabouts | None:
    """The same by the old receipt number: what the window answers to whoever types it, without a password."""
    case = (
        Case.objects.filter(number=number)
        .filter(Q(transfer_out__isnull=False) | Q(transfer_letter__isnull=False))
        .first()
    )
    return whereabouts(case) if case else None


def due(case: Case, now: dt.datetime | None = None) -> dt.datetime | None:
    """Until when a petition that is another agency's has to go there: 8 working hours (영 제13조제3항)."""
    since = case.received_at or case.arrived_at
    return statutory.transfer_due(since, Transfer.OTHER_AGENCY, clock.calendar(now)).at
