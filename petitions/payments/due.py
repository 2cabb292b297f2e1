"""What the schedule does with fees: remind, and return what nobody paid for (입금기한 경과)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event, State
from petitions import clock
from petitions.models import Case, CaseEvent, Deposit, Payment, PetitionSetting
from petitions.payments.booking import perhaps_paid
from petitions.services.acting import SCHEDULE, Refused, act, lock, log
from petitions.services.erasing import erased_with_case
from petitions.services.gifts import Gift
from tenants.due import Condition, Question, due_act, there_are

#: So many days before the last one the petitioner is reminded.
BEFORE = 3
REMINDED = "remind_payment"


def last_day(case: Case, days: Calendar) -> dt.date:
    """The last day for paying: the day of filing left out, carried over holidays (민법 제157조, 제161조)."""
    filed = days.local(case.arrived_at).date()
    return statutory.civil_days(filed, PetitionSetting.current().payment_days, days).on


def waiting(before: dt.date) -> QuerySet[Case]:
    """Cases that wait for their fee and were filed before a day."""
    begins = timezone.make_aware(dt.datetime.combine(before, dt.time.min))
    rows = Case.objects.filter(state=State.AWAITING_PAYMENT.value, arrived_at__lt=begins)
    return rows.exclude(Exists(Payment.objects.filter(case=OuterRef("pk"))))


def _not_reminded(before: dt.date) -> QuerySet[Case]:
    return waiting(before).exclude(Exists(CaseEvent.objects.filter(case=OuterRef("pk"), event=REMINDED)))


def _soon(now: dt.datetime) -> Condition:
    return there_are(Case.objects.filter(state=State.AWAITING_PAYMENT.value))


@due_act(
    gettext_noop("petitions: fees"),
    order=840,
    when=_soon,
    rest=dt.timedelta(hours=1),
    says={
        "reminded": ngettext_lazy("%(count)s petitioner reminded", "%(count)s petitioners reminded", "count"),
        "returned": ngettext_lazy("%(count)s petition returned", "%(count)s petitions returned", "count"),
    },
)
def fees() -> dict[str, int]:
    """Remind three days before, return after the last day.

    A case of which a part was paid, or for which an undecided deposit may be, is left to the desk.
    """
    now = timezone.now()
    days = clock.calendar(now)
    today, span = days.local(now).date(), PetitionSetting.current().payment_days
    late = waiting(today - dt.timedelta(days=span))
    soon = _not_reminded(today - dt.timedelta(days=max(0, span - BEFORE)) + dt.timedelta(days=1))
    returned = sum(_return(case, now) for case in late if last_day(case, days) < today)
    reminded = sum(_remind(case, now) for case in soon if last_day(case, days) >= today)
    return {"reminded": reminded, "returned": returned}


def _return(case: Case, now: dt.datetime) -> int:
    if perhaps_paid(case):
        return 0
    with translation.override(case.language):
        reason = _("The fee was not paid within the period for it.")
    try:
        act(case, Event.LAPSE, SCHEDULE, Gift(reason=reason), now=now)
    except Refused:  # paid or withdrawn this very moment
        return 0
    return 1


@transaction.atomic
def _remind(case: Case, now: dt.datetime) -> int:
    held = lock(case)
    if held.at is not State.AWAITING_PAYMENT or held.events.filter(event=REMINDED).exists():
        return 0
    until = last_day(held, clock.calendar(now))
    log(held, REMINDED, SCHEDULE, facts={"until": until.isoformat(), "amount": held.fee_won}, told=True, now=now)
    return 1


def _old(now: dt.datetime) -> Question:
    return there_are(unerased().filter(booked_at__lt=now - dt.timedelta(days=365)))


def unerased() -> QuerySet[Deposit]:
    """Deposits that say who paid, and are not laid to a case with which they are erased."""
    return Deposit.objects.filter(erased_at=None, payments=None)


@due_act(
    gettext_noop("petitions: old deposits"),
    order=893,
    patient=True,
    when=_old,
    rest=dt.timedelta(hours=12),
    says={"erased": ngettext_lazy("%(count)s deposit erased", "%(count)s deposits erased", "count")},
)
def erase_old() -> dict[str, int]:
    """Who paid what was no fee, or went back, when the years of keeping are over."""
    years = PetitionSetting.current().keep_years
    before = timezone.now() - dt.timedelta(days=366 * years)
    return {"erased": sum(erase(deposit) for deposit in unerased().filter(booked_at__lt=before).order_by("pk")[:500])}


@erased_with_case
def erase_payers(case: Case) -> None:
    """Who paid for it, with what is personal in the case."""
    for deposit in Deposit.objects.filter(payments__case=case, erased_at=None):
        erase(deposit)


def erase(deposit: Deposit) -> int:
    """Empty what is personal; the sum, the day and what it was for stay."""
    changed = Deposit.objects.filter(pk=deposit.pk, erased_at=None).update(
        payer=None, memo=None, evidence=None, source=None, erased_at=timezone.now()
    )
    deposit.refunds.update(reason=None)
    return changed
