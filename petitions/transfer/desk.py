"""Transfers at the desk: those under way with what holds them up, those that arrived, and letters to be sent."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.ordinance.case_numbers import shown
from cms.privacy.access import How
from petitions.desk.cases import opening, reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.models import TransferLetter, TransferOut
from petitions.people import cases_of
from petitions.services.acting import Refused
from petitions.transfer.choices import municipalities
from petitions.transfer.redirecting import retry, send_by_letter, send_elsewhere

TITLE = gettext_lazy("Transfers to other agencies")
PER_PAGE = 50


class LetterForm(forms.ModelForm):
    """Where the letter goes, and under which number it went."""

    class Meta:
        model = TransferLetter
        fields = ["agency", "address", "document_number", "sent_on"]
        widgets = {"sent_on": forms.DateInput(attrs={"type": "date"})}


@never_cache
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """What this person may open; under way first. Nothing personal stands in it."""
    if not reach.works_on_petitions(request.user):
        raise PermissionDenied
    mine = cases_of(request.user).values("pk")
    rows = TransferOut.objects.filter(case__in=mine, given_up_at=None).select_related("case__service")
    letters = TransferLetter.objects.filter(case__in=mine).select_related("case__service")
    context = {
        "under_way": rows.filter(delivered_at=None).order_by("at"),
        "page_obj": Paginator(rows.filter(delivered_at__isnull=False), PER_PAGE).get_page(request.GET.get("page")),
        "letters": letters[:PER_PAGE],
        "municipalities": municipalities(),
        **chrome(str(TITLE)),
    }
    return TemplateResponse(request, "petitions/transfer/desk/list.html", context)


@never_cache
@require_POST
def transfer_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again, send elsewhere, or by letter."""
    row = get_object_or_404(TransferOut.objects.filter(case__in=cases_of(request.user).values("pk")), pk=pk)
    try:
        said = _did(request, row)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, said)
    return redirect("petition_transfers")


def _did(request: HttpRequest, row: TransferOut) -> str:
    by, given = reach.by(request.user, row.case), request.POST
    act = given.get("act", "")
    if act == "elsewhere":
        send_elsewhere(row, by, given.get("to", ""), given.get("reason", ""))
        return _("It is on its way to the other municipality.")
    if act == "letter":
        send_by_letter(row, by, given.get("agency", ""), given.get("reason", ""))
        return _("Now write the letter.")
    if retry(row, by):
        return _("It arrived there.")
    row.refresh_from_db()
    raise Refused([_("It was not taken: %(why)s.") % {"why": row.get_fault_display()}])


@never_cache
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with the petition, to be printed; address and document number are filled in here."""
    case = opening.found(request, pk)
    row = get_object_or_404(TransferLetter, case=case)
    form = LetterForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        if not reach.by(request.user, case).actors:
            raise PermissionDenied
        form.save()
        messages.success(request, _("Saved."))
        return redirect("petition_transfer_letter", pk)
    with transaction.atomic():
        opening.opened(request, case, how=How.SCREEN)
        line = case.events.filter(event="transfer").order_by("at", "pk").last()
        context: dict[str, Any] = {
            "case": case,
            "letter": row,
            "form": form,
            "reason": line.words if line else "",
            "files": case.files.select_related("file"),
            "sender": request.tenant.name_ko,
            **chrome(_("Letter for %(number)s") % {"number": shown(case.number)}),
        }
        status = UNPROCESSABLE if request.method == "POST" else 200
        return TemplateResponse(request, "petitions/transfer/desk/letter.html", context, status=status).render()
