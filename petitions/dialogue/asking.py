"""Where a consultation is asked for: the form of a field, and the identity check before it where one is needed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.open_forms import TooMany, token_for
from cms.members import proving as identity
from petitions.dialogue.consulting import Question, consult, needs_name, proof_of, proven
from petitions.dialogue.fields import as_offered, open_fields
from petitions.dialogue.forms import ConsultationForm
from petitions.filing.keys import path_of
from petitions.filing.private import TOO_MANY, UNPROCESSABLE, private
from petitions.models import ConsultationField, PetitionSetting
from petitions.services.acting import Refused

PROOF = "proof"


@private
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what is sent by it; first the identity check, where the name must be verified."""
    field = _field(pk)
    found = proven(request.POST.get(PROOF, ""), pk)
    if needs_name() and found is None:
        return _verify(request, field)
    if request.method != "POST" or "token" not in request.POST:
        return _show(request, field, _empty(field, found), found)
    return _sent(request, field, found)


@private
def verified(request: HttpRequest, pk: int, provider: str) -> HttpResponse:
    """Back from a provider: the form, with the name that was found."""
    field, chosen = _field(pk), identity.provider(provider)
    if chosen is None:
        raise Http404
    try:
        state, found = chosen.finish(request)
        if not identity.belongs(state, _about(field)):
            raise identity.NotVerified(_("This answer came too late or belongs to another petition. Please try again."))
    except identity.NotVerified as refused:
        return _verify(request, field, refused.sentence, UNPROCESSABLE)
    return _show(request, field, _empty(field, found), found)


def _verify(request: HttpRequest, field: ConsultationField, refusal: str = "", status: int = 200) -> HttpResponse:
    chosen = identity.provider(request.POST.get("provider", "")) if request.method == "POST" else None
    if chosen is not None and not refusal:
        back = reverse("consultation_verified", args=[field.pk, chosen.key])
        return chosen.begin(request, identity.state_for(_about(field)), back)
    context = {"item": as_offered(field), "providers": identity.providers(), "refusal": refusal}
    return render(request, "petitions/dialogue/verify.html", context, status=status)


def _sent(request: HttpRequest, field: ConsultationField, found: identity.Verified | None) -> HttpResponse:
    form = ConsultationForm(request.POST, about=_about(field))
    if form.sent_by_program:
        return redirect("consultation", pk=field.pk)
    if not form.is_valid():
        return _show(request, field, form.with_new_token(), found, UNPROCESSABLE)
    fields = ("name", "title", "body", "email", "telephone")
    question = Question(
        **{name: form.cleaned_data[name] for name in fields},
        language=get_language() or "ko",
        token=form.data.get("token", ""),
    )
    try:
        case = consult(field, question, found, address=request.META.get("REMOTE_ADDR", ""))
    except (Refused, TooMany) as refused:
        for reason in getattr(refused, "reasons", (str(refused),)):
            form.add_error(None, reason)
        status = TOO_MANY if isinstance(refused, TooMany) else UNPROCESSABLE
        return _show(request, field, form.with_new_token(), found, status)
    return redirect(path_of(case, receipt=True))


def _empty(field: ConsultationField, found: identity.Verified | None) -> ConsultationForm:
    initial = {"token": token_for(ConsultationForm.purpose, _about(field)), "name": found.name if found else ""}
    return ConsultationForm(about=_about(field), initial=initial)


def _show(
    request: HttpRequest, field: ConsultationField, form: Any, found: identity.Verified | None, status: int = 200
) -> HttpResponse:
    context = {
        "item": as_offered(field),
        "form": form,
        "verified": found,
        "proof": proof_of(found, field.pk) if found else "",
        "keep_years": PetitionSetting.current().keep_years,
    }
    return render(request, "petitions/dialogue/ask.html", context, status=status)


def _about(field: ConsultationField) -> str:
    return f"consultation {field.pk}"


def _field(pk: int) -> ConsultationField:
    """Raises Http404 for one that is not offered."""
    found = open_fields().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
