"""Where somebody writes to the head of the municipality, and sees what became of it: without JavaScript and cookies."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.open_forms import TooMany, from_elsewhere, token_for
from cms.ordinance.case import Event
from cms.ordinance.case_numbers import shown
from petitions.dialogue.deciding import hide
from petitions.dialogue.forms import OpinionForm
from petitions.dialogue.keys import opens, path_of
from petitions.dialogue.listing import dialogue_place
from petitions.dialogue.receiving import Written, receive
from petitions.dialogue.settings import always, dialogue_name, office, runs, ways
from petitions.filing.keys import path_of as case_path
from petitions.models import DialogueSetting, Opinion, PetitionSetting
from petitions.services.acting import PETITIONER, Refused, act
from tenants.selectors import current_policy

UNPROCESSABLE, TOO_MANY = 422, 429
ABOUT = "opinion"


# No cookie stands behind this form: see cms.core.open_forms.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form, and what is sent by it; whatever is refused comes back as it was typed."""
    setting, policy = DialogueSetting.current(), current_policy().policy
    choices = ways(setting, policy)
    if request.method != "POST" or not runs(setting, policy):
        token = {"token": token_for(OpinionForm.purpose, ABOUT)}
        return _form(request, setting, OpinionForm(about=ABOUT, ways=choices, initial=token))
    if from_elsewhere(request):
        raise PermissionDenied
    form = OpinionForm(request.POST, about=ABOUT, ways=choices)
    if form.sent_by_program:
        return redirect("opinion_write")
    if not form.is_valid():
        return _form(request, setting, form.with_new_token(), UNPROCESSABLE)
    try:
        taken = receive(_written(form), address=request.META.get("REMOTE_ADDR", ""))
    except TooMany as refused:
        form.add_error(None, str(refused))
        return _form(request, setting, form.with_new_token(), TOO_MANY)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return _form(request, setting, form.with_new_token(), UNPROCESSABLE)
    return redirect(path_of(taken))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt, the decision and the answer; only under the address that its writer was given.

    The writer may take it from the public list at any time.
    """
    if not opens(number, key):
        raise Http404
    found = get_object_or_404(Opinion.objects.select_related("case__department"), number=number)
    if request.method == "POST":
        if from_elsewhere(request):
            raise PermissionDenied
        _withdraw(found)
        return redirect(path_of(found))
    answers = list(found.case.written_answers.all()) if found.case and found.case.closed_at else []
    context = {
        "opinion": found,
        "answers": answers,
        "number": shown(found.number),
        "case_number": shown(found.case.number) if found.case else "",
        "case_url": case_path(found.case) if found.case else "",
        "name": dialogue_name(),
        "office": office(),
        "may_hide": found.wants_public and found.erased_at is None,
        "place": dialogue_place(request),
    }
    return _private(render(request, "petitions/dialogue/own.html", context))


def _withdraw(found: Opinion) -> None:
    """From the list of the dialogue, and the petition from the list of petitions."""
    if not found.wants_public:
        return
    hide(found, None, objects=True)
    if found.case is not None and not found.case.objects_to_disclosure:
        act(found.case, Event.OPT_OUT, PETITIONER)


def _written(form: OpinionForm) -> Written:
    fields = ("kind", "name", "title", "body", "email", "telephone")
    return Written(
        **{field: form.cleaned_data[field] for field in fields},
        wants_public=form.wants_public,
        language=get_language() or "ko",
        token=form.data.get("token", ""),
    )


def _form(request: HttpRequest, setting: DialogueSetting, form: OpinionForm, status: int = 200) -> HttpResponse:
    policy = current_policy().policy
    context: dict[str, Any] = {
        "form": form,
        "name": dialogue_name(),
        "office": office(setting),
        "runs": runs(setting, policy),
        "always": always(policy),
        "keep_years": PetitionSetting.current().keep_years,
        "place": dialogue_place(request),
    }
    return _private(render(request, "petitions/dialogue/write.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # the address of an opinion is a key
    return response
