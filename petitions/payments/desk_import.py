"""The bank's list at the desk: the file, the fate of every line, the deed; and the payments as a table."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core.spreadsheets import BYTE_ORDER_MARK, harmless
from cms.ordinance.case_numbers import shown
from cms.privacy.access import How, Purpose, Several, looked_at
from petitions.models import Payment
from petitions.payments.desk import keeps_money
from petitions.payments.desk_forms import CarryOutForm, UploadForm
from petitions.payments.importing import Foreseen, ImportRefusedError, Plan, carry_out, foresee
from petitions.payments.matching import Fate, Why
from petitions.payments.reading import LARGEST, decoded
from petitions.payments.wording import ADVICE, NAMES, UNSURE

UNPROCESSABLE = 422
#: So many lines of a list are shown one by one; what is simply matched or known comes last.
MOST_SHOWN = 1000
MOST_ROWS = 20_000


@never_cache
@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest) -> HttpResponse:
    """A list of the bank."""
    if not keeps_money(request.user):
        raise PermissionDenied
    if request.method == "POST" and "mark" in request.POST:
        return _carry_out(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    text, problems = decoded(file.name[:200], file.read(LARGEST + 1))
    return _page(request, UploadForm(), problems=problems) if problems else _look(request, file.name[:200], text)


def _look(request: HttpRequest, name: str, text: str) -> HttpResponse:
    try:
        plan = foresee(name, text)
    except ImportRefusedError as refused:
        return _page(request, UploadForm(), problems=refused.problems)
    again = CarryOutForm(initial={"name": name, "text": text, "mark": plan.mark})
    return _page(request, UploadForm(), plan=plan, lines=_lines(plan), counts=_counts(plan), confirm=again)


def _carry_out(request: HttpRequest) -> HttpResponse:
    form = CarryOutForm(request.POST)
    if not form.is_valid():
        return _page(request, UploadForm())
    data = form.cleaned_data
    try:
        done = carry_out(data["name"], data["text"], data["mark"], request.user)
    except ImportRefusedError as refused:
        return _page(request, UploadForm(), problems=refused.problems)
    values = {"paid": done.paid, "received": done.received, "open": done.to_decide}
    messages.success(
        request, _("%(paid)d payments laid to petitions, %(received)d received; %(open)d to be decided.") % values
    )
    return redirect("petition_differences" if done.to_decide else "petition_fees")


def _lines(plan: Plan) -> list[dict[str, Any]]:
    """What a person must look at first."""
    quiet = (Fate.MATCHED, Fate.KNOWN, Fate.WITHDRAWAL)
    rows = sorted(plan.lines, key=lambda line: (line.matched.fate in quiet, line.matched.line.number))
    return [_line(line) for line in rows[:MOST_SHOWN]]


def _line(line: Foreseen) -> dict[str, Any]:
    matched = line.matched
    unsure = matched.why is Why.NAME and matched.fate is not Fate.MATCHED
    return {
        "line": matched.line,
        "fate": matched.fate,
        "name": NAMES[matched.fate],
        "advice": UNSURE if unsure else ADVICE.get(matched.fate, ""),
        "rest": matched.rest,
        "cases": [shown(case.number) for case in ([line.case] if line.case else line.candidates)],
    }


def _counts(plan: Plan) -> list[tuple[str, int]]:
    return [(str(NAMES[fate]), plan.counts[fate]) for fate in Fate if plan.counts[fate]]


def _page(request: HttpRequest, form: UploadForm, **context: Any) -> HttpResponse:
    status = UNPROCESSABLE if context.get("problems") else 200
    values = {"page_title": _("Import a list of the bank"), "form": form, "most": MOST_SHOWN, **context}
    return TemplateResponse(request, "petitions/payments/desk/bank.html", values, status=status)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Confirmed payments as a table for the accounts, the newest first; who took it along is written down."""
    if not keeps_money(request.user):
        raise PermissionDenied
    rows = list(Payment.objects.select_related("deposit", "case").order_by("-at", "-pk")[:MOST_ROWS])
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Confirmed"), _("Receipt number"), _("Amount (won)"), _("Booked"), _("Payer"), _("By")])
    for row in rows:
        when = (timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") for moment in (row.at, row.deposit.booked_at))
        confirmed, booked = when
        cells = (confirmed, shown(row.case.number), row.amount, booked, row.deposit.payer or "", row.by_name)
        writer.writerow([harmless(cell) for cell in cells])
    with transaction.atomic():
        several = Several("petitions.payment", len(rows))
        looked_at(request.user, several, fields=["payer"], purpose=Purpose.OPERATION, how=How.EXPORT, request=request)
    response = HttpResponse(BYTE_ORDER_MARK + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payments-{timezone.localdate().isoformat()}.csv"'
    return response
