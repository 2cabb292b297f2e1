"""The desk of the dialogue: what waits, how long, and one opinion with what can be done about it.

For the mayor's office, which is the department of the setting, or the one that oversees petitions. Nobody else's: an
opinion is personal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.departments.reach import reach_of
from cms.ordinance.case_numbers import shown
from cms.privacy.access import How, Purpose, looked_at
from petitions import clock
from petitions.at_hand import at_hand
from petitions.dialogue import deciding
from petitions.dialogue.desk_forms import KeepForm, PetitionForm, PublishForm, ReasonForm, VersionForm
from petitions.dialogue.settings import dialogue_name
from petitions.models import Decision, DialogueSetting, Opinion
from petitions.services.acting import Refused

UNPROCESSABLE = 422
PER_PAGE = 30
FORMS: dict[str, type[forms.Form]] = {
    "petition": PetitionForm,
    "keep": KeepForm,
    "publish": PublishForm,
    "hide": ReasonForm,
    "release": VersionForm,
}
Done = Callable[[Opinion, dict[str, Any], Any], object]
ACTS: dict[str, Done] = {
    "petition": lambda opinion, data, by: deciding.to_petition(
        opinion, data["department"], data["kind"], data["reason"], by, data["seen"]
    ),
    "keep": lambda opinion, data, by: deciding.keep(opinion, data["reason"], data["reply"], by, data["seen"]),
    "publish": lambda opinion, data, by: deciding.publish(
        opinion, data["title"], data["body"], data["reply"], by, data["seen"], read=data["read"]
    ),
    "hide": lambda opinion, data, by: deciding.hide(opinion, by, data["reason"]),
    "release": lambda opinion, data, by: deciding.release(opinion, by, data["seen"]),
}
SHOWN = ("name", "email", "telephone", "title", "body", "reply")


def reads_opinions(user: Any) -> bool:
    """Whether the opinions are this person's to read."""
    return bool(user.is_active and (user.is_superuser or at_hand(user).office in reach_of(user).departments))


@never_cache
@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """What waits first, the oldest on top; then what is to be made public; then the rest."""
    _require(request)
    which = request.GET.get("show", "waiting")
    rows = _asked(which).select_related("case__department")
    page_obj = Paginator(rows.defer(*SHOWN), PER_PAGE).get_page(request.GET.get("page"))
    days, setting = clock.calendar(), DialogueSetting.current()
    for row in page_obj:
        row.waited = _waited(row, days)  # type: ignore[attr-defined]
        row.is_late = row.waits and row.waited > setting.decide_days  # type: ignore[attr-defined]
        row.shown_number = shown(row.number)  # type: ignore[attr-defined]
    context = {
        "page_title": dialogue_name(),
        "page_obj": page_obj,
        "which": which,
        "choices": [(key, label, _asked(key).count()) for key, label in _choices()],
        "decide_days": setting.decide_days,
    }
    return TemplateResponse(request, "petitions/dialogue/desk/opinions.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written, and what can be done; whoever opens it is noted."""
    _require(request)
    found = get_object_or_404(Opinion.objects.select_related("case__department"), pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    every = {name: form(opinion=found, prefix=name) for name, form in FORMS.items()}  # type: ignore[call-arg]
    if act in FORMS:
        every[act] = FORMS[act](request.POST, opinion=found, prefix=act)  # type: ignore[call-arg]
        if _did(request, found, act, every[act]):
            return redirect("petition_opinion", pk)
    with transaction.atomic():
        if found.erased_at is None:
            looked_at(request.user, found, fields=SHOWN, purpose=Purpose.HANDLING, how=How.SCREEN, request=request)
        return _show(request, found, every, UNPROCESSABLE if request.method == "POST" else 200)


def waiting() -> QuerySet[Opinion]:
    """What nobody has decided about yet, the oldest first."""
    return Opinion.objects.filter(decision=Decision.WAITING, erased_at=None).order_by("written_at", "pk")


def _choices() -> list[tuple[str, str]]:
    return [
        ("waiting", _("to be decided")),
        ("check", _("to be read before they become public")),
        ("public", _("public")),
        ("all", _("all")),
    ]


def _asked(which: str) -> QuerySet[Opinion]:
    rows = Opinion.objects.order_by("-written_at", "-pk")
    if which == "check":
        agreed = Q(case=None) | Q(case__objects_to_disclosure=False)
        return rows.filter(agreed, wants_public=True, published_at=None, erased_at=None)
    if which == "public":
        return rows.filter(published_at__isnull=False)
    return rows if which == "all" else waiting()


def _waited(row: Opinion, days: Any) -> int:
    """Working days since it was written, until it was decided or now; the day of writing is not counted."""
    day, last = timezone.localdate(row.written_at), timezone.localdate(row.decided_at or timezone.now())
    return sum(days.is_working_day(day + dt.timedelta(days=step)) for step in range(1, (last - day).days + 1))


def _did(request: HttpRequest, found: Opinion, act: str, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        ACTS[act](found, form.cleaned_data, request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, _("Done; it stands in the history of the opinion."))
    return True


def _show(request: HttpRequest, found: Opinion, every: dict[str, forms.Form], status: int) -> HttpResponse:
    context = {
        "opinion": found,
        "number": shown(found.number),
        "forms": every,
        "events": found.events.all(),
        "mails": found.mails.all(),
        "name": dialogue_name(),
        "may_publish": found.wants_public and found.erased_at is None,
    }
    return TemplateResponse(request, "petitions/dialogue/desk/opinion.html", context, status=status)


def _require(request: HttpRequest) -> None:
    if not reads_opinions(request.user):
        raise PermissionDenied
