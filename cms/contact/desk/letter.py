"""One letter at the desk. Whoever opens it is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.contact.desk.forms import AnswerForm, PassOnForm, PetitionForm
from cms.contact.desk.reach import letters_of
from cms.contact.models import Kind, Letter, LetterReading
from cms.contact.models.letter import PERSONAL
from cms.contact.services.answering import Refused, answer, pass_on, refer, release, set_aside
from cms.contact.services.erasing import erase_asked
from cms.core.outbox import MailState
from cms.privacy.access import How, Purpose, looked_at

UNPROCESSABLE = 422
#: The forms of the screen, by the act that their button names.
FORMS: dict[str, type[forms.Form]] = {"answer": AnswerForm, "petition": PetitionForm, "pass_on": PassOnForm}
Done = Callable[[Letter, dict[str, Any], Any], object]
ACTS: dict[str, Done] = {
    "answer": lambda letter, data, by: answer(letter, data["answer"], data["gist"], by),
    "petition": lambda letter, data, by: refer(letter, data["note"], by),
    "pass_on": lambda letter, data, by: pass_on(letter, data["department"], by),
    "advertising": lambda letter, data, by: set_aside(letter, by),
    "release": lambda letter, data, by: release(letter, by),
    "erase": lambda letter, data, by: erase_asked(letter, by),
}


@never_cache
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written; while it waits, what can be done with it."""
    found = get_object_or_404(letters_of(request.user).select_related("department", "closed_by"), pk=pk)
    every = {name: form(letter=found, prefix=name) for name, form in FORMS.items()}  # type: ignore[call-arg]
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in FORMS:
        every[act] = FORMS[act](request.POST, letter=found, prefix=act)  # type: ignore[call-arg]
    if act in ACTS and _did(request, found, act, every.get(act)):
        return redirect(*_next(request, found))
    with transaction.atomic():
        if found.erased_at is None:
            _note_reading(request, found)
        return _show(request, found, every, UNPROCESSABLE if request.method == "POST" else 200)


def _note_reading(request: HttpRequest, found: Letter) -> None:
    """In the letter's own history and in the access log, which is reviewed each month."""
    LetterReading.objects.create(
        letter=found, by=request.user.get_username(), address=request.META.get("REMOTE_ADDR") or None
    )
    shown = [field for field in PERSONAL if getattr(found, field)]
    looked_at(request.user, found, fields=shown, purpose=Purpose.HANDLING, how=How.SCREEN, request=request)


def _did(request: HttpRequest, found: Letter, act: str, form: forms.Form | None) -> bool:
    if form is not None and not form.is_valid():
        return False
    try:
        ACTS[act](found, form.cleaned_data if form else {}, request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, _("Done; it stands in the history of the letter."))
    return True


def _next(request: HttpRequest, found: Letter) -> tuple[Any, ...]:
    """The letter again, or the list where it was passed on beyond this person's reach."""
    still = letters_of(request.user).filter(pk=found.pk).exists()
    return ("contact_letter_desk", found.pk) if still else ("contact_register",)


def _show(request: HttpRequest, found: Letter, every: dict[str, forms.Form], status: int) -> HttpResponse:
    mails = list(found.mails.exclude(kind=Kind.OFFICE))
    context = {
        "letter": found,
        "forms": every,
        "events": found.events.all(),
        "readings": found.readings.order_by("-at")[:20],
        "undelivered": any(mail.state == MailState.REFUSED for mail in mails),
        "mails": mails,
    }
    return TemplateResponse(request, "contact/desk/letter.html", context, status=status)
