"""Where readers of a foreign homepage write to the office that runs it: without JavaScript, cookies and sessions."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.contact.composing import SHOWN_FOR
from cms.contact.forms import ContactForm
from cms.contact.keys import opens, path_of
from cms.contact.models import ForeignOffice, Letter
from cms.contact.selectors import front_in, office_of
from cms.contact.services.receiving import receive
from cms.core.open_forms import TooMany, from_elsewhere

UNPROCESSABLE, TOO_MANY = 422, 429


# No cookie stands behind this form: see cms.core.open_forms.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form, and what is sent by it; whatever is refused comes back as it was typed."""
    office = _office()
    if request.method != "POST" or not office.accepts:
        return _show(request, office, ContactForm.empty(office.language))
    if from_elsewhere(request):
        raise PermissionDenied
    form = ContactForm(request.POST, about=office.language)
    if form.sent_by_program:
        return redirect("contact")
    if not form.is_valid():
        return _show(request, office, form.with_new_token(), UNPROCESSABLE)
    try:
        token = form.data.get("token", "")
        taken = receive(office, form.written(), token=token, address=request.META.get("REMOTE_ADDR", ""))
    except TooMany as refused:
        form.add_error(None, str(refused))
        return _show(request, office, form.with_new_token(), TOO_MANY)
    return redirect(path_of(taken))


@never_cache
@require_safe
def letter(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The receipt, and the answer for a while; only under the address that its writer was given."""
    if not opens(number, key):
        raise Http404
    found = get_object_or_404(Letter, number=number, language=get_language())
    context = {"letter": found, "office": _office(), "shown": _is_shown(found)}
    return _private(render(request, "contact/letter.html", context))


def _is_shown(found: Letter) -> bool:
    return bool(found.answer and found.closed_at and timezone.now() < found.closed_at + SHOWN_FOR)


def _office() -> ForeignOffice:
    """404 in Korean, whose readers have a citizen's ways, and where no homepage stands in the language."""
    language = get_language() or settings.LANGUAGE_CODE
    office = office_of(language) if front_in(language) else None
    if office is None:
        raise Http404
    return office


def _show(request: HttpRequest, office: ForeignOffice, form: ContactForm, status: int = 200) -> HttpResponse:
    language = dict(settings.LANGUAGES)[office.language]
    context = {"office": office, "form": form, "language": language}
    return _private(render(request, "contact/write.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # the address of a letter is a key
    return response
