"""From arrival to the desk: received, paid, passed on, transferred, dealt with together with others."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.ordinance.case import Event
from petitions.notices.due_words import due_words
from petitions.notices.telling import Telling
from petitions.notices.words import Words, tells
from petitions.payments.due import REMINDED as UNPAID
from petitions.payments.telling import to_pay


@tells(Event.RECEIVE)
def received(telling: Telling) -> Words:
    """접수: 영 제6조. With the due date and its reason."""
    return Words(
        _("We have received your petition."),
        tuple(due_words(telling)),
        (
            _("Keep the receipt number: you can name it on the telephone."),
            _("Until it is decided you can change your petition or withdraw it."),
        ),
        _to_be_paid(telling),
    )


@tells("submit")
def awaits_payment(telling: Telling) -> Words:
    """입금 안내: the period begins when the payment is confirmed."""
    return Words(
        _("Your petition waits for the payment of its fee."),
        (
            _("The processing period begins when your payment is confirmed."),
            _("If the fee is not paid by the day above, the petition is returned and nothing is owed."),
        ),
        lines=_to_be_paid(telling),
    )


@tells(UNPAID)
def reminded_of_fee(telling: Telling) -> Words:
    """Before the last day of the payment."""
    return Words(
        _("The fee of your petition has not been paid yet."),
        (
            _("The processing period begins when your payment is confirmed."),
            _("If the fee is not paid by the day above, the petition is returned and nothing is owed."),
        ),
        (_("If you have paid already, you need not do anything: it takes a while until it is confirmed."),),
        _to_be_paid(telling),
    )


def _to_be_paid(telling: Telling) -> tuple[tuple[str, str], ...]:
    """How the fee is paid; nothing where none is owed."""
    pay = to_pay(telling.case)
    if pay is None:
        return ()
    lines = [(_("Fee"), _("%(won)s won") % {"won": f"{pay.owed:,}"})]
    lines += [(_("Account"), pay.account)] if pay.account else []
    lines.append((_("Write beside your name"), pay.code))
    return (*lines, (_("To be paid until"), telling.day(pay.until))) if pay.until else tuple(lines)


@tells(Event.CONFIRM_PAYMENT)
def paid(telling: Telling) -> Words:
    """입금 확인과 접수."""
    return Words(_("We have confirmed your payment and received your petition."), tuple(due_words(telling)))


@tells(Event.LAPSE)
def lapsed(telling: Telling) -> Words:
    """미입금 반려."""
    return Words(
        _("Your petition was returned because its fee was not paid in time."),
        can=(_("You can file it again at any time."),),
    )


@tells(Event.PASS_ON)
def passed_on(telling: Telling) -> Words:
    """부서 이송: 영 제13조제2항."""
    return Words(
        _("Your petition was passed on to the department that is in charge of it."),
        (
            _("You need not do anything."),
            *due_words(telling),
        ),
    )


@tells(Event.TRANSFER)
def transferred(telling: Telling) -> Words:
    """다른 행정기관 이송: 영 제13조제3항."""
    there = getattr(telling.case, "transfer_out", None)
    lines = [(_("Agency"), telling.facts.get("agency", ""))]
    if there and there.new_number:
        lines.append((_("Receipt number there"), there.new_number))
    if there and there.new_contact:
        lines.append((_("Contact there"), there.new_contact))
    return Words(
        _("Your petition was transferred to the agency that is in charge of it."),
        (_("That agency deals with it from now on and tells you the result."), _("You need not file it again.")),
        lines=tuple(lines),
    )


@tells(Event.MERGE)
def merged(telling: Telling) -> Words:
    """병합: 영 제6조제6항. The other petition's number is the other petitioner's, and not told."""
    return Words(
        _("Your petition is dealt with together with another one about the same matter."),
        (_("Your receipt number stays, and you are told the result."), *due_words(telling)),
    )


@tells("recount")
def recounted(telling: Telling) -> Words:
    """The calendar changed, as by a temporary holiday (임시공휴일)."""
    return Words(
        _("The day by which your petition is to be dealt with has changed."),
        (_("The reason is a change of the public holidays."), *due_words(telling)),
    )
