"""Doing something with a case: the form of one act, a look at what the petitioner will read, and the deed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.core.typed import whole_number
from cms.ordinance.case import Event
from cms.ordinance.case_numbers import shown
from cms.privacy.files import ACCEPT
from petitions import clock
from petitions.answers.attaching import waiting
from petitions.answers.rendering import templates_for
from petitions.desk.cases import opening, reach
from petitions.desk.cases.attaching import limits_words, only_files, with_files
from petitions.desk.cases.filling import fill_in
from petitions.desk.cases.forms import ActForm
from petitions.desk.cases.looking import Looked, look
from petitions.desk.cases.offering import ANSWERS, LABELS, Offer, offer_of
from petitions.desk.cases.screen import UNPROCESSABLE, answers_in_form, chrome
from petitions.models import Case
from petitions.people import cases_of
from petitions.services.acting import Overtaken, Refused, act
from petitions.services.gifts import Gift


@never_cache
@require_http_methods(["GET", "POST"])
def act_screen(request: HttpRequest, pk: int, event: str) -> HttpResponse:
    """The form; where it is sent, the deed, or the form again with every reason and all that was typed."""
    case, wanted = opening.found(request, pk), _event(event)
    days, now = clock.calendar(), timezone.now()
    offer = offer_of(case, wanted, request.user, days, now)
    if offer is None:
        return _too_late(request, case, wanted)
    data: Any = request.POST if request.method == "POST" else None
    wrong: list[str] = []
    if data is not None and wanted in ANSWERS:
        data, wrong = with_files(request, case)
    form = ActForm(data, case=case, event=wanted, user=request.user, days=days, now=now)
    looked: Looked | None = None
    if data is not None and ("fill" in data or wrong or only_files(request)):
        fill_in(form, case, request.user, data.get("template", "") if "fill" in data else "")
    elif data is not None and form.is_valid():
        looked = look(case, form.gift(), request.user) if wanted in ANSWERS else None
        if _is_ready(form, looked) and _did(request, case, form):
            return redirect(*_next(request, case))
        offer = offer_of(case, wanted, request.user, days, now)  # somebody may have changed it meanwhile
        if offer is None:
            return _too_late(request, case, wanted)
    return _show(request, case, offer, form, looked, wrong)


@never_cache
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case of the department (맡기): name oneself the officer in charge."""
    case = opening.found(request, pk)
    seen = request.POST.get("seen", "")
    try:
        version = whole_number(seen)
        act(case, Event.ASSIGN, reach.by(request.user, case), Gift(officer=request.user), seen=version)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("%(number)s is yours now.") % {"number": shown(case.number)})
    return redirect(*_next(request, case))


def _event(name: str) -> Event:
    """Raises Http404 for what is no act of the desk."""
    try:
        event = Event(name)
    except ValueError:
        raise Http404 from None
    if event not in LABELS:
        raise Http404
    return event


def _is_ready(form: ActForm, looked: Looked | None) -> bool:
    """An answer goes out only as it was looked at."""
    if looked is None:
        return True
    return form.cleaned_data["looked"] == looked.mark and "send" in form.data


def _did(request: HttpRequest, case: Case, form: ActForm) -> bool:
    try:
        act(case, form.event, reach.by(request.user, case), form.gift(), seen=form.cleaned_data["seen"])
    except Overtaken as overtaken:
        form.refuse(overtaken.reasons)
        case.refresh_from_db()
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = case.version  # type: ignore[index]
        return False
    except Refused as refused:
        form.refuse(refused.reasons)
        return False
    messages.success(request, _("Done; it stands in the history of the petition."))
    return True


def _next(request: HttpRequest, case: Case) -> tuple[Any, ...]:
    """The case again, or the queue where it has gone beyond this person's reach."""
    still = cases_of(request.user).filter(pk=case.pk).exists()
    return ("petition_case", case.pk) if still else ("petition_cases_mine",)


def _too_late(request: HttpRequest, case: Case, event: Event) -> HttpResponse:
    """What is not in the table for this person in this state; what was typed is shown once more, to be copied."""
    values = {"label": LABELS[event], "state": case.get_state_display()}
    reason = _("“%(label)s” is not possible, or not for you to do: %(state)s.") % values
    typed = [request.POST[name] for name in ("text", "reason", "remedy") if request.POST.get(name, "").strip()]
    context = {"case": case, "reason": reason, "typed": typed, **_chrome(case, str(LABELS[event]))}
    return TemplateResponse(request, "petitions/desk/cases/too_late.html", context, status=UNPROCESSABLE)


def _show(
    request: HttpRequest, case: Case, offer: Offer, form: ActForm, looked: Looked | None, wrong: list[str]
) -> HttpResponse:
    if looked is not None and not form.errors:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["looked"] = looked.mark  # type: ignore[index]
    with transaction.atomic():
        opening.opened(request, case)
        context = {
            "case": case,
            "offer": offer,
            "form": form,
            "fields": [form[name] for name in form.fields if name not in ("seen", "looked")],
            "looked": looked if not form.errors else None,
            "is_answer": offer.event in ANSWERS,
            "answer_templates": templates_for(case, offer.event.value),
            "chosen_template": request.POST.get("template", ""),
            "answers": answers_in_form(case),
            **(_files(case, wrong) if offer.event in ANSWERS else {}),
            **_chrome(case, str(offer.label)),
        }
        status = UNPROCESSABLE if wrong or (form.is_bound and form.errors) else 200
        return TemplateResponse(request, "petitions/desk/cases/act.html", context, status=status).render()


def _files(case: Case, wrong: list[str]) -> dict[str, Any]:
    return {"answer_files": waiting(case), "file_reasons": wrong, "file_limits": limits_words(), "accept": ACCEPT}


def _chrome(case: Case, title: str) -> dict[str, Any]:
    return chrome(title, (reverse("petition_case", args=[case.pk]), shown(case.number)))
