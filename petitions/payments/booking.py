"""Money that came in: laid to cases by the bank's list or by hand, given back, and looked up.

A case that waits for its fee is received by the first sum that fills it (안양 제8조제5항, 용인 제9조제2항); its clock
starts then. Where the ordinance does not want the fee first, the case has long been received and only the payment is
noted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.encryption import blind_index, index_of
from cms.ordinance.case import Actor, Event, State
from petitions.models import Case, Deposit, Payment, Refund
from petitions.payments.matching import Awaited, Fate, Line, match
from petitions.people import actors
from petitions.services.acting import By, Refused, act, lock, log
from petitions.services.gifts import Gift

_LOCK = 360041
SOURCE_INDEX = "petitions.deposit"
#: Deposits for cases that ended longer ago than so many days are found by hand.
REMEMBERED = dt.timedelta(days=400)
LONGEST_REASON = 1000


@index_of("petitions.deposit", "reference", "source")
def reference_of(source: str) -> str:
    """Under which a line of the bank's list is known again."""
    return blind_index(source, SOURCE_INDEX)


def take_turn() -> None:
    """Money is laid to cases one after the other, within the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])


def with_fee() -> QuerySet[Case]:
    """Cases that cost something, with ``paid`` in won. Nothing is decrypted."""
    rows = Case.objects.filter(fee_won__gt=0, erased_at=None)
    return rows.annotate(paid=Sum("payments__amount", default=0))


def owing() -> QuerySet[Case]:
    """Those of which something is still to be paid: that wait for it, and that were received without it."""
    return with_fee().filter(still_owes()).order_by("arrived_at", "pk")


def still_owes() -> Q:
    """The same as a condition."""
    waits = Q(state=State.AWAITING_PAYMENT.value)
    open_fee = Q(received_at__isnull=False) & ~Q(state__in=[State.WITHDRAWN.value, State.TRANSFERRED.value])
    return (waits | open_fee) & Q(paid_at=None, fee_won__gt=0, erased_at=None)


def awaited(now: dt.datetime) -> list[Awaited]:
    """What the rule of matching must know; names of those only that still owe something."""
    found = [_awaited(case, case.name or "", case.fee_won - case.paid) for case in owing()]
    known = {each.key for each in found}
    rest = with_fee().filter(arrived_at__gte=now - REMEMBERED).exclude(pk__in=known)
    fields = ("number", "fee_won", "arrived_at", "received_at", "closed_at")
    return found + [_awaited(case, "", 0) for case in rest.only(*fields)]


def _awaited(case: Any, name: str, owed: int) -> Awaited:
    ended = case.received_at is None and case.closed_at is not None
    return Awaited(case.pk, case.number, name, owed, timezone.localdate(case.arrived_at), ended)


def lay(case: Case, deposit: Deposit, amount: int, by: By, found_by: str, now: dt.datetime) -> Payment:
    """So much of a deposit is the fee of this case; filled, it is received. Within a transaction.

    :raises Refused: where the case cannot be paid for now.
    """
    held = lock(case)
    owed = held.fee_won - (held.payments.aggregate(total=Sum("amount"))["total"] or 0)
    if held.paid_at is not None or owed <= 0:
        raise Refused([_("The fee of %(number)s is paid already.") % {"number": held.number}])
    if held.received_at is None and held.at is not State.AWAITING_PAYMENT:
        raise Refused([_("%(number)s does not wait for a payment.") % {"number": held.number}])
    payment = Payment.objects.create(
        case=held,
        deposit=deposit,
        amount=min(owed, amount),
        at=now,
        by=by.user,
        by_name=by.user.get_full_name() if by.user else "",
        found_by=found_by,
    )
    if payment.amount == owed:
        _received(held, by, deposit, now)
    case.refresh_from_db()
    return payment


def _received(case: Case, by: By, deposit: Deposit, now: dt.datetime) -> None:
    if case.at is State.AWAITING_PAYMENT:
        act(case, Event.CONFIRM_PAYMENT, by, Gift(at=deposit.booked_at), now=now)
        return
    case.paid_at = now
    case.version += 1
    case.save(update_fields=["paid_at", "version"])
    log(case, "pay", by, facts={"amount": case.fee_won}, now=now)


def confirm(
    case: Case, user: Any, *, amount: int, booked_at: dt.datetime, payer: str, evidence: str, seen: int | None = None
) -> Payment:
    """An officer saw the money (통장 확인, 창구 수납): the evidence is kept.

    :raises Refused: with every reason.
    """
    now = timezone.now()
    with transaction.atomic():
        take_turn()
        reasons = list(_against(case, user, amount, booked_at, evidence, now))
        if seen is not None and lock(case).version != seen:
            from petitions.services.acting import Overtaken

            raise Overtaken
        if reasons:
            raise Refused(reasons)
        deposit = Deposit.objects.create(
            booked_at=booked_at, amount=amount, payer=payer.strip() or None, evidence=evidence.strip(), about=case
        )
        return lay(case, deposit, amount, by_of(user, case), "hand", now)


def _against(
    case: Case, user: Any, amount: int, booked_at: dt.datetime, evidence: str, now: dt.datetime
) -> Iterable[str]:
    if not actors(user, case):
        yield _("This petition is not yours to deal with.")
    if amount < 1:
        yield _("The amount is at least one won.")
    if booked_at > now:
        yield _("The booking lies in the future.")
    if timezone.localdate(booked_at) < timezone.localdate(case.arrived_at):
        yield _("The money came in before the petition was filed.")
    if not evidence.strip():
        yield _("Say by what you know it: the line of the account, the receipt of the counter.")


def assign(deposit: Deposit, case: Case, user: Any) -> Payment:
    """A difference is decided: what is left of this deposit is for this case.

    :raises Refused: where nothing is left, or the case cannot be paid for.
    """
    now = timezone.now()
    with transaction.atomic():
        take_turn()
        rest = rest_of(deposit)
        if rest <= 0:
            raise Refused([_("Nothing is left of this deposit.")])
        if deposit.payments.filter(case=case).exists():
            raise Refused([_("This deposit was laid to %(number)s already.") % {"number": case.number}])
        return lay(case, deposit, rest, by_of(user, case), "hand", now)


def settle(deposit: Deposit, kind: str, amount: int, reason: str, user: Any) -> Refund:
    """What is left went back to the payer, or is no fee of a petition.

    :raises Refused: with every reason.
    """
    with transaction.atomic():
        take_turn()
        rest, reasons = rest_of(deposit), []
        if not 1 <= amount <= rest:
            reasons.append(_("Of this deposit %(rest)d won are left.") % {"rest": rest})
        if not reason.strip():
            reasons.append(_("Say why, and to which account it went."))
        if reasons:
            raise Refused(reasons)
        name = user.get_full_name()
        return Refund.objects.create(
            deposit=deposit, kind=kind, amount=amount, by=user, by_name=name, reason=reason.strip()[:LONGEST_REASON]
        )


def rest_of(deposit: Deposit) -> int:
    """Won that are neither a fee nor given back."""
    found = Deposit.objects.with_rest().get(pk=deposit.pk)
    return int(found.rest)  # type: ignore[attr-defined]


def by_of(user: Any, case: Case) -> By:
    """As what this person confirms a payment."""
    return By(actors(user, case) & {Actor.OFFICER, Actor.HEAD, Actor.COORDINATOR}, user)


def open_deposits() -> QuerySet[Deposit]:
    """The register of differences: too much, for nobody, for several, for a case that ended."""
    return Deposit.objects.open().select_related("about", "batch").order_by("booked_at", "pk")


def perhaps_paid(case: Case) -> bool:
    """Whether a deposit that nobody has decided about may be the fee of this case: then it is not returned yet."""
    lines = [
        Line(number, row.booked_at, row.rest, row.payer or "", tuple(filter(None, (row.payer, row.memo))), str(row.pk))  # type: ignore[attr-defined]
        for number, row in enumerate(open_deposits(), start=1)
    ]
    paid = case.payments.aggregate(total=Sum("amount"))["total"] or 0
    found = match(lines, [_awaited(case, case.name or "", case.fee_won - paid)])
    return any(each.case == case.pk for each in found)


#: What is to be done about a line that is not simply matched.
TO_DECIDE = frozenset({Fate.TOO_MUCH, Fate.TWICE, Fate.CLOSED, Fate.AMBIGUOUS, Fate.UNKNOWN, Fate.TOO_LITTLE})
