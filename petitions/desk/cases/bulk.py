"""Several cases at once: first each one's verdict, then the deed, then each one's result.

Each case is its own transaction: one that is refused, or was changed meanwhile, holds up no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.typed import whole_number
from petitions import clock
from petitions.desk.cases import reach
from petitions.desk.cases.bulk_forms import BULK, BulkAct, BulkForm
from petitions.desk.cases.listing import by_time_left, listed
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.desk.cases.standing import Standing, standings
from petitions.desk.cases.verdicts import verdict_of
from petitions.models import Case
from petitions.people import cases_of
from petitions.services.acting import Refused, act
from petitions.services.gifts import Gift

MOST = 200


@dataclass
class Row:
    """A chosen case; ``reasons`` stand against the act, ``done`` says that it was done."""

    case: Case
    standing: Standing
    reasons: tuple[str, ...] = ()
    done: bool = False


@never_cache
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """``?act=assign&id=1&id=2``; nothing happens before the preview was confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    chosen = BULK.get(given.get("act", ""))
    if chosen is None or (chosen.overseers and not reach.oversees_petitions(request.user)):
        raise Http404
    rows = _rows(request, given.getlist("id"))
    if not rows:
        messages.warning(request, _("Choose the petitions first."))
        return redirect("petition_cases_mine")
    form = BulkForm(request.POST if request.method == "POST" else None, act=chosen, cases=[row.case for row in rows])
    ready = not form.fields or (request.method == "POST" and form.is_valid())
    if not ready:
        return _page(request, chosen, rows, form, "choose")
    gift = form.gift() if form.is_bound and form.is_valid() else Gift()
    if "do" in request.POST:
        _do(request, chosen, rows, gift)
        return _page(request, chosen, rows, form, "done")
    for row in rows:
        row.reasons = verdict_of(row.case, chosen.event, request.user, gift)
    return _page(request, chosen, rows, form, "look")


def _rows(request: HttpRequest, numbers: Sequence[str]) -> list[Row]:
    """The chosen ones that are theirs to open: others are not told of."""
    wanted = [key for number in numbers if (key := whole_number(number)) is not None][:MOST]
    cases = by_time_left(listed(cases_of(request.user).filter(pk__in=wanted)))
    return [Row(case, standing) for case, standing in standings(cases, timezone.now(), clock.calendar())]


def _do(request: HttpRequest, chosen: BulkAct, rows: list[Row], gift: Gift) -> None:
    for row in rows:
        seen = whole_number(request.POST.get(f"seen-{row.case.pk}", ""))
        if seen is None:
            row.reasons = (_("It was not looked at."),)
            continue
        try:
            act(row.case, chosen.event, reach.by(request.user, row.case), gift, seen=seen)
        except Refused as refused:
            row.reasons = refused.reasons
        else:
            row.done = True
    done = sum(row.done for row in rows)
    said = ngettext("%(number)d petition done.", "%(number)d petitions done.", done) % {"number": done}
    (messages.success if done == len(rows) else messages.warning)(request, said)


def _page(request: HttpRequest, chosen: BulkAct, rows: list[Row], form: BulkForm, step: str) -> HttpResponse:
    name = next(name for name, each in BULK.items() if each is chosen)
    possible = [row for row in rows if not row.reasons]
    context: dict[str, Any] = {
        "act": chosen,
        "name": name,
        "rows": rows,
        "possible": possible,
        "form": form,
        "fields": list(form),
        "step": step,
        **chrome(str(chosen.label)),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return TemplateResponse(request, "petitions/desk/cases/bulk.html", context, status=status)
