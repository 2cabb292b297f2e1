"""The languages of a municipality (외국어 홈페이지): which it offers, and what adding or withdrawing one would do."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenants.console.access import operator_required
from tenants.languages import LanguageChange, language_name
from tenants.models import Municipality
from tenants.services.languages import REASON_LENGTH, LanguagePlan, LanguageRefused, carry_out, plan

ACTS = {"add": True, "withdraw": False}


@operator_required
@require_safe
def of_municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Every language of the platform, and whether it is offered here."""
    municipality = get_object_or_404(Municipality, slug=slug)
    return _list(request, municipality)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, act: str, language: str) -> HttpResponse:
    """The plan; confirmed, it is carried out. What is refused comes back with what was typed."""
    municipality = get_object_or_404(Municipality, slug=slug)
    if act not in ACTS:
        raise Http404
    asked = LanguageChange(
        municipality,
        language,
        ACTS[act],
        reason=request.POST.get("reason", ""),
        with_pages=request.POST.get("with_pages") == "on",
        by=request.user.get_username(),
    )
    if request.method != "POST":
        return _show(request, asked)
    try:
        told = carry_out(asked, seen=request.POST.get("seen", ""))
    except LanguageRefused as refused:
        return _show(request, asked, refused.reasons)
    done = _("%(language)s is offered from now on.") if asked.adding else _("%(language)s is withdrawn.")
    messages.success(request, done % {"language": language_name(language)})
    for sentence in told:
        messages.warning(request, sentence)
    return redirect("console:languages", slug)


def _list(request: HttpRequest, municipality: Municipality, reasons: tuple[str, ...] = ()) -> HttpResponse:
    rows = [
        {
            "code": code,
            "name": language_name(code),
            "offered": code in municipality.languages,
            "source": code == settings.LANGUAGE_CODE,
        }
        for code, _name in settings.LANGUAGES
    ]
    context = {"municipality": municipality, "rows": rows, "reasons": reasons}
    return render(request, "tenants/console/languages.html", context, status=422 if reasons else 200)


def _show(request: HttpRequest, asked: LanguageChange, reasons: tuple[str, ...] = ()) -> HttpResponse:
    try:
        planned: LanguagePlan = plan(asked)
    except LanguageRefused as refused:  # there is no plan of what cannot be
        return _list(request, asked.municipality, refused.reasons)
    context: dict[str, Any] = {
        "municipality": asked.municipality,
        "change": asked,
        "wanted": language_name(asked.language),
        "plan": planned,
        "reasons": reasons,
        "reason_length": REASON_LENGTH,
    }
    return render(request, "tenants/console/language_plan.html", context, status=422 if reasons else 200)
