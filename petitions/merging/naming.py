"""Representatives of joint petitioners at the desk: asking for them, and writing down whom they chose."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.typed import whole_number
from cms.ordinance.case_numbers import shown
from cms.ordinance.intake import MOST_REPRESENTATIVES
from petitions.desk.cases import opening, reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.merging import representatives
from petitions.models import Case
from petitions.services.acting import Refused

LONGEST = 200
People = list[tuple[str, str]]


@never_cache
@require_http_methods(["GET", "POST"])
def representatives_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for the petitioners; three at most (영 제8조제1항)."""
    case = opening.found(request, pk)
    people, reason = _typed(request)
    if request.method == "POST" and _did(request, case, people, reason):
        return redirect("petition_representatives", pk)
    with transaction.atomic():
        opening.opened(request, case, fields=["name"])
        known = people if request.method == "POST" else [(row.name, row.contact) for row in case.representatives.all()]
        context = {
            "case": case,
            "rows": [*known, *[("", "")] * MOST_REPRESENTATIVES][:MOST_REPRESENTATIVES],
            "named": case.representatives.exists(),
            "reason": reason,
            "longest": LONGEST,
            **chrome(_("Representatives of %(number)s") % {"number": shown(case.number)}),
        }
        status = UNPROCESSABLE if request.method == "POST" else 200
        return TemplateResponse(request, "petitions/merging/representatives.html", context, status=status).render()


def _typed(request: HttpRequest) -> tuple[People, str]:
    names, contacts = request.POST.getlist("name"), request.POST.getlist("contact")
    people = [(name[:LONGEST], contact[:LONGEST]) for name, contact in zip(names, contacts, strict=False)]
    return people, request.POST.get("reason", "")


def _did(request: HttpRequest, case: Case, people: People, reason: str) -> bool:
    seen, by = request.POST.get("seen", ""), reach.by(request.user, case)
    version = whole_number(seen)
    try:
        if request.POST.get("act") == "ask":
            representatives.ask(case, by, reason, seen=version)
        else:
            representatives.name(case, by, people, seen=version)
    except Refused as refused:
        for why in refused.reasons:
            messages.error(request, why)
        return False
    messages.success(request, _("Done; it stands in the history of the petition."))
    return True
