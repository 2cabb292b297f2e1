"""The petitioner's own page: what became of the petition, and what they can do with it. Its address is a key."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from cms.privacy.files import response_for
from petitions.filing import acts
from petitions.filing.acts import Act
from petitions.filing.keys import opens, path_of
from petitions.filing.own import OwnCase
from petitions.filing.private import UNPROCESSABLE, posted, private, show
from petitions.filing.sending import password_is_known
from petitions.models import Case, CaseFile
from petitions.services.acting import Overtaken, Refused
from petitions.tongues import read_here

#: Within so long the same act sent twice is one that was clicked twice.
_TWICE = dt.timedelta(minutes=2)


def case_opened_by(number: str, key: str) -> Case:
    """The case that this key opens. Raises Http404 for every other, whether it exists or not."""
    if "\x00" in number:  # no database takes it
        raise Http404
    found = Case.objects.filter(number=number).select_related("service", "department", "officer").first()
    if found is None or not opens(found, key):
        raise Http404
    return found


@private
def case(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """State, due date, history, answers, and what can be done."""
    found = case_opened_by(number, key)
    if read_here(found.language) != get_language():
        return redirect(path_of(found))
    return _page(request, found)


@private
def receipt(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt (접수증): number, due date with its reason, and how to pay where there is a fee."""
    found = case_opened_by(number, key)
    if read_here(found.language) != get_language():
        return redirect(path_of(found, receipt=True))
    return show(request, "receipt", {"own": OwnCase(found)})


@private
def case_file(request: HttpRequest, number: str, key: str, pk: int) -> HttpResponse:
    """A file of the petition, or of its answer."""
    found = case_opened_by(number, key)
    row = CaseFile.objects.of_petitioner().filter(case=found, pk=pk).select_related("file").first()
    if row is None:
        raise Http404
    return response_for(row.file, inline=True)


@private
def act(request: HttpRequest, number: str, key: str, act: str) -> HttpResponse:
    """One act: its form, and what is sent by it."""
    found, named = case_opened_by(number, key), acts.named(act)
    chosen = acts.worded(found, named) if named else None
    if chosen is None:
        raise Http404
    if read_here(found.language) != get_language():
        return redirect(path_of(found))
    if request.method != "POST":
        reasons = acts.against(found, chosen)
        return _act(request, found, chosen, chosen.form(initial=chosen.initial(found)), reasons=reasons)
    form = chosen.form(posted(request), request.FILES)
    if not form.is_valid():
        return _act(request, found, chosen, form, UNPROCESSABLE)
    user = request.user if request.user.is_authenticated and request.user == found.member else None
    try:
        acts.carry_out(found, chosen, form, user)
    except Refused as refused:
        if isinstance(refused, Overtaken) and _just_done(found, chosen):
            return redirect(f"{path_of(found)}?done={chosen.slug}")
        for sentence in refused.reasons:
            form.add_error(None, sentence)
        return _act(request, found, chosen, _seeing(form, found), UNPROCESSABLE)
    return redirect(f"{path_of(found)}?done={chosen.slug}")


def _just_done(found: Case, chosen: Act) -> bool:
    recent = found.events.filter(at__gte=timezone.now() - _TWICE)
    return recent.filter(event=chosen.event.value, actor="petitioner").exists()


def _seeing(form: acts.ActForm, found: Case) -> acts.ActForm:
    """Shown again with the case as it is now, so that it can be sent once more."""
    found.refresh_from_db()
    data: Any = form.data.copy()
    data["seen"] = str(found.version)
    form.data = data
    return form


def _page(request: HttpRequest, found: Case) -> HttpResponse:
    done = acts.named(request.GET.get("done", ""))
    context = {
        "own": OwnCase(found),
        "acts": acts.possible(found),
        "done": done.name if done else "",
        "password_is_known": password_is_known() and bool(found.password),
    }
    return show(request, "case", context)


def _act(
    request: HttpRequest,
    found: Case,
    chosen: Act,
    form: acts.ActForm,
    status: int = 200,
    reasons: tuple[str, ...] = (),
) -> HttpResponse:
    context = {"own": OwnCase(found), "act": chosen, "form": form, "reasons": reasons}
    return show(request, "act", context, status)
