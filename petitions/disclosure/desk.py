"""The public side of a case at the desk: choosing it, its title, and reading answers for personal data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.typed import whole_number
from cms.ordinance.case_numbers import shown
from cms.ordinance.disclosure import may_publish
from petitions.desk.cases import opening, reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.disclosure.keeping import deselect, petition_of, policy_now, select
from petitions.disclosure.marking import marked
from petitions.disclosure.redacting import proposal, redact, written
from petitions.disclosure.titling import confirm_title
from petitions.models import Answer, Case, PublicCase
from petitions.people import cases_of
from petitions.services.acting import By, Refused

TITLE = gettext_lazy("Public petitions")
PER_PAGE = 50
#: What the list can show: what somebody has to do, and what is public.
SHOWN = {
    "redact": gettext_lazy("results to be read for personal data"),
    "select": gettext_lazy("to be decided whether they are public"),
    "public": gettext_lazy("public now"),
}


@never_cache
@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """What waits for a redactor or a decision, and what is public. Nothing personal stands in it."""
    if not reach.works_on_petitions(request.user):
        raise PermissionDenied
    which = request.GET.get("show", "redact")
    which = which if which in SHOWN else "redact"
    every = cases_of(request.user)
    counts = {name: waiting(every, name).count() for name in SHOWN}
    rows = waiting(every, which).select_related("department", "service", "public_side").order_by("-received_at", "-pk")
    context = {
        "tabs": [(name, label, counts[name], name == which) for name, label in SHOWN.items()],
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "policy": policy_now(),
        **chrome(str(TITLE)),
    }
    return TemplateResponse(request, "petitions/disclosure/desk/list.html", context)


def waiting(cases: QuerySet[Case], which: str) -> QuerySet[Case]:
    """The cases of one of ``SHOWN``."""
    policy = policy_now()
    if policy is None or not policy.disclosure.listing:
        return cases.none()
    if which == "select":
        if not policy.disclosure.selection:
            return cases.none()
        undecided = ~Q(events__event__in=("select", "deselect"))
        found = cases.filter(
            undecided, is_public_kind=True, selected=False, objects_to_disclosure=False, erased_at=None
        )
        return found.filter(received_at__isnull=False)
    public = cases.filter(public_side__isnull=False)
    if which == "redact":
        return public.filter(public_side__result="", closed_at__isnull=False, written_answers__isnull=False).distinct()
    return public


@never_cache
@require_http_methods(["GET", "POST"])
def public_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: whether it is public and why not, its title, and each answer beside its text for everybody."""
    case, typed = opening.found(request, pk), {}
    if request.method == "POST":
        if _did(request, case):
            return redirect("petition_disclosure", pk)
        typed = request.POST.dict()
    with transaction.atomic():
        opening.opened(request, case, fields=["title"])
        context = _context(request, case, typed)
        status = UNPROCESSABLE if typed else 200
        return TemplateResponse(request, "petitions/disclosure/desk/case.html", context, status=status).render()


def _did(request: HttpRequest, case: Case) -> bool:
    act = _ACTS.get(request.POST.get("act", ""))
    seen = request.POST.get("seen", "")
    if act is None:
        return False
    try:
        act(case, reach.by(request.user, case), request.POST, whole_number(seen))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, _("Done; it stands in the history of the petition."))
    return True


def _redact(case: Case, by: By, given: Any, seen: int | None) -> None:
    number = given.get("answer", "")
    answer = case.written_answers.filter(pk=whole_number(number)).first()
    if answer is None:
        raise Refused([_("There is no such answer.")])
    redact(answer, by, given.get("text", ""), seen=seen)


_ACTS: dict[str, Callable[[Case, By, Any, int | None], object]] = {
    "select": lambda case, by, given, seen: select(case, by, seen=seen),
    "deselect": lambda case, by, given, seen: deselect(case, by, seen=seen),
    "title": lambda case, by, given, seen: confirm_title(case, by, given.get("title", ""), seen=seen),
    "redact": _redact,
}


def _context(request: HttpRequest, case: Case, typed: dict[str, str]) -> dict[str, Any]:
    policy = policy_now()
    row = PublicCase.objects.filter(case=case).first()
    verdict = may_publish(petition_of(case), policy) if policy else None
    return {
        "case": case,
        "row": row,
        "against": [reason.said(_) for reason in verdict.reasons] if verdict and row is None else [],
        "selects": bool(policy and policy.disclosure.selection),
        "may_select": bool(policy and policy.disclosure.selection and case.is_public_kind),
        "title": typed.get("title") if typed.get("act") == "title" else (row.title if row else ""),
        "answers": [_beside(case, answer, typed) for answer in case.written_answers.all()] if row else [],
        **chrome(
            _("Public side of %(number)s") % {"number": shown(case.number)},
        ),
    }


def _beside(case: Case, answer: Answer, typed: dict[str, str]) -> dict[str, Any]:
    """Left what was written, right what everybody will read; what was typed stays, with its finds marked."""
    mine = typed.get("act") == "redact" and typed.get("answer") == str(answer.pk)
    text = typed.get("text", "") if mine else proposal(answer)
    return {
        "answer": answer,
        "left": marked(written(answer), case),
        "text": text,
        "left_over": marked(text, case) if mine else "",
    }
