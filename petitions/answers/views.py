"""Written answers and receipts before the petitioner, under the key of their petition; and before the officer."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.pdf import CannotPrint, pdf_of
from cms.privacy.access import How, Purpose, looked_at
from petitions.answers.document import AnswerLetter, Letter, Receipt
from petitions.filing.keys import case_key, path_of
from petitions.filing.own import OwnCase
from petitions.filing.own_page import case_opened_by
from petitions.filing.private import private
from petitions.models import Answer, Case
from petitions.notices.composing import language_of
from petitions.people import cases_of
from petitions.tongues import read_here

UNAVAILABLE, TOO_MANY = 503, 429
MOST_A_MINUTE = 12


@private
def answer_page(request: HttpRequest, number: str, key: str, pk: int) -> HttpResponse:
    """The written answer as a page that can be printed."""
    case = case_opened_by(number, key)
    if read_here(case.language) != get_language():
        return redirect(path_of(case))
    context = {
        "letter": AnswerLetter(case, _shown(case, pk)),
        "pdf": reverse("petition_answer_pdf", args=[number, key, pk]),
        "own": path_of(case),
    }
    return render(request, "petitions/answers/answer.html", context)


@private
def answer_pdf(request: HttpRequest, number: str, key: str, pk: int) -> HttpResponse:
    """The same as PDF."""
    case = case_opened_by(number, key)
    return _pdf(request, AnswerLetter(case, _shown(case, pk)), path_of(case))


@private
def receipt_pdf(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt (접수증) as PDF."""
    case = case_opened_by(number, key)
    if case.erased_at is not None:
        raise Http404
    return _pdf(request, Receipt(case), path_of(case))


@never_cache
@require_safe
def desk_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A written answer for whoever may open its petition; that somebody took it is written down."""
    answer = get_object_or_404(Answer.objects.filter(case__in=cases_of(request.user)), pk=pk)
    case = Case.objects.select_related("service", "department", "officer").get(pk=answer.case_id)
    if case.erased_at is not None:
        raise Http404
    with transaction.atomic():
        looked_at(
            request.user,
            case,
            fields=("name", "title", "written_answers"),
            purpose=Purpose.HANDLING,
            how=How.DOWNLOAD,
            request=request,
        )
        return _pdf(request, AnswerLetter(case, answer), reverse("wagtailadmin_home"))


def answer_addresses(case: Case) -> dict[int, str]:
    """Where the petitioner takes each answer along, by its number in the database."""
    key = case_key(case)
    return {
        pk: reverse("petition_answer_pdf", args=[case.number, key, pk])
        for pk in case.written_answers.values_list("pk", flat=True)
    }


def _shown(case: Case, pk: int) -> Answer:
    """An answer that the rule lets the petitioner see. Raises Http404 for every other, and for what was erased."""
    found = next((answer for answer in OwnCase(case).answers if answer.pk == pk), None)
    if found is None or case.erased_at is not None:
        raise Http404
    return found


def _asked_too_often(case: Case) -> bool:
    """Making a PDF is work: so many a minute of one petition."""
    key = f"petition-pdf-{case.pk}"
    cache.add(key, 0, 60)
    try:
        return bool(cache.incr(key) > MOST_A_MINUTE)
    except ValueError:  # gone meanwhile, or a cache that keeps nothing
        return False


def _pdf(request: HttpRequest, letter: Letter, back: str) -> HttpResponse:
    if _asked_too_often(letter.case):
        return render(request, "429.html", status=TOO_MANY)
    language = language_of(letter.case)
    try:
        with override(language):
            made = pdf_of("petitions/answers/letter_pdf.html", {"letter": letter}, language)
    except CannotPrint as why:
        values: dict[str, Any] = {"reason": str(why), "back": back}
        return render(request, "petitions/answers/no_pdf.html", values, status=UNAVAILABLE)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{letter.number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
