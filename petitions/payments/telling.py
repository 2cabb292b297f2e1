"""What a petitioner must know to pay: account, amount, the words to write, the last day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from cms.ordinance.case import State
from petitions import clock
from petitions.models import Case, PetitionSetting
from petitions.payments.due import last_day
from petitions.payments.matching import code_of


@dataclass(frozen=True)
class ToPay:
    """``owed`` in won; ``code`` is written beside the name; ``until`` None where the petition does not wait for it."""

    owed: int
    fee: int
    account: str
    code: str
    until: dt.date | None


def to_pay(case: Case) -> ToPay | None:
    """What is still to be paid for this case; None where nothing is, or where it is over."""
    waits = case.at is State.AWAITING_PAYMENT
    if not case.fee_won or case.paid_at or not (waits or (case.received_at and case.closed_at is None)):
        return None
    paid = case.payments.aggregate(total=Sum("amount"))["total"] or 0
    if paid >= case.fee_won:
        return None
    until = last_day(case, clock.calendar()) if waits else None
    return ToPay(case.fee_won - paid, case.fee_won, PetitionSetting.current().bank_account, code_of(case.number), until)
