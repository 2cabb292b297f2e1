"""The desk of fees: who still owes what, the bank's list, and the register of differences.

The department that oversees petitions sees all of it. Other departments see the cases of their own that owe something
and confirm what was paid over their counter.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.ordinance.case import State
from cms.ordinance.case_numbers import shown
from cms.privacy.access import How, Purpose, Several, looked_at
from petitions import clock
from petitions.at_hand import at_hand
from petitions.models import BankImport, Case, Deposit, PetitionSetting
from petitions.payments import booking
from petitions.payments.desk_forms import AssignForm, ConfirmForm, SettleForm
from petitions.payments.due import last_day
from petitions.payments.matching import Fate, code_of
from petitions.payments.wording import ADVICE, NAMES, UNSURE
from petitions.people import cases_of, coordinates
from petitions.services.acting import Refused

UNPROCESSABLE = 422
PER_PAGE = 50


def keeps_money(user: Any) -> bool:
    """Whether bank's lists and differences are this person's."""
    return bool(user.is_active and (user.is_superuser or coordinates(user)))


def sees_fees(user: Any) -> bool:
    """Whether the list of fees is anything to this person."""
    return keeps_money(user) or at_hand(user).owes


def mine(user: Any) -> Any:
    """The cases that owe something and that this person may open."""
    return booking.owing().filter(pk__in=cases_of(user).order_by().values("pk"))


@never_cache
@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """Who still owes what, the oldest first; no names."""
    if not sees_fees(request.user):
        raise PermissionDenied
    rows = mine(request.user).select_related("service", "department").defer("name", "title", "body", "answers")
    page_obj, days = Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), clock.calendar()
    items = [
        {
            "case": case,
            "number": shown(case.number),
            "code": code_of(case.number),
            "owed": case.fee_won - case.paid,
            "waits": case.at is State.AWAITING_PAYMENT,
            "until": last_day(case, days) if case.at is State.AWAITING_PAYMENT else None,
        }
        for case in page_obj
    ]
    keeper = keeps_money(request.user)
    context = {
        "page_title": _("Fees"),
        "page_obj": page_obj,
        "items": items,
        "keeper": keeper,
        "account": PetitionSetting.current().bank_account,
        "differences": booking.open_deposits().count() if keeper else 0,
        "imports": BankImport.objects.all()[:10] if keeper else (),
    }
    return TemplateResponse(request, "petitions/payments/desk/fees.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what an officer saw to be paid."""
    case = get_object_or_404(mine(request.user).select_related("service", "department"), pk=pk)
    form = ConfirmForm(request.POST or None, initial={"amount": case.fee_won - case.paid, "seen": case.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        said = ("amount", "booked_at", "payer", "evidence", "seen")
        if _done(request, form, lambda: booking.confirm(case, request.user, **{key: data[key] for key in said})):
            return redirect("petition_fees")
    with transaction.atomic():
        looked_at(request.user, case, fields=["name"], purpose=Purpose.HANDLING, how=How.SCREEN, request=request)
        status = UNPROCESSABLE if request.method == "POST" else 200
        context = {
            "page_title": _("Confirm a payment"),
            "case": case,
            "number": shown(case.number),
            "owed": case.fee_won - case.paid,
            "form": form,
            "payments": case.payments.select_related("deposit"),
        }
        return TemplateResponse(request, "petitions/payments/desk/confirm.html", context, status=status)


@never_cache
@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """Deposits of which something is left to decide, the oldest first."""
    _require_keeper(request)
    page_obj = Paginator(booking.open_deposits(), PER_PAGE).get_page(request.GET.get("page"))
    items = [_difference(deposit) for deposit in page_obj]
    with transaction.atomic():
        if items:
            several = Several("petitions.deposit", len(items))
            looked_at(request.user, several, fields=["payer", "memo"], purpose=Purpose.HANDLING, how=How.SCREEN)
        context = {"page_title": _("Differences"), "page_obj": page_obj, "items": items}
        return TemplateResponse(request, "petitions/payments/desk/differences.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """One deposit: for which case it is, or that it went back."""
    _require_keeper(request)
    deposit = get_object_or_404(booking.open_deposits(), pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    assign = AssignForm(request.POST if act == "assign" else None, prefix="assign", initial=_number(deposit))
    settle = SettleForm(
        request.POST if act == "settle" else None,
        prefix="settle",
        initial={"amount": deposit.rest},  # type: ignore[attr-defined]
    )
    if act == "assign" and assign.is_valid():
        case = assign.cleaned_data["number"]
        if _done(request, assign, lambda: booking.assign(deposit, case, request.user)):
            return redirect("petition_differences")
    if act == "settle" and settle.is_valid():
        data = settle.cleaned_data
        values = (data["kind"], data["amount"], data["reason"], request.user)
        if _done(request, settle, lambda: booking.settle(deposit, *values)):
            return redirect("petition_differences")
    with transaction.atomic():
        looked_at(request.user, deposit, fields=["payer", "memo"], purpose=Purpose.HANDLING, how=How.SCREEN)
        context = {"page_title": _("Difference"), "item": _difference(deposit), "assign": assign, "settle": settle}
        status = UNPROCESSABLE if act else 200
        return TemplateResponse(request, "petitions/payments/desk/difference.html", context, status=status)


def _difference(deposit: Any) -> dict[str, Any]:
    fate = Fate(deposit.fate) if deposit.fate else None
    about: Case | None = deposit.about
    unsure = fate in (Fate.TOO_MUCH, Fate.TOO_LITTLE) and deposit.rest == deposit.amount
    return {
        "deposit": deposit,
        "fate": NAMES[fate] if fate else _("confirmed by hand"),
        "advice": UNSURE if unsure else ADVICE.get(fate or Fate.TOO_MUCH, ""),
        "number": shown(about.number) if about else "",
        "used": deposit.amount - deposit.rest,
    }


def _number(deposit: Deposit) -> dict[str, str]:
    about = deposit.about
    return {"number": shown(about.number)} if about and about.closed_at is None and about.paid_at is None else {}


def _done(request: HttpRequest, form: forms.Form, deed: Any) -> bool:
    try:
        deed()
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    messages.success(request, _("Done; it is written down."))
    return True


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_money(request.user):
        raise PermissionDenied
