"""Where readers send what they think of a page: works without JavaScript, cookies and sessions."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from cms.core.open_forms import TooMany, from_elsewhere
from cms.core.visibility import readable
from cms.feedback.forms import OpinionForm
from cms.feedback.services import receive

UNPROCESSABLE, TOO_MANY = 422, 429


# No cookie stands behind this form: see cms.core.open_forms.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form alone, and what is sent by it; whatever is refused comes back as it was typed."""
    page = _page(page_id)
    if request.method != "POST":
        return _show(request, page, OpinionForm.empty(page.pk))
    if from_elsewhere(request):
        raise PermissionDenied
    form = OpinionForm(request.POST, about=page.pk)
    if form.sent_by_program:
        return redirect("feedback_thanks", page_id=page.pk)
    if not form.is_valid():
        return _show(request, page, form.with_new_token(), UNPROCESSABLE)
    try:
        receive(
            page,
            form.cleaned_data["kind"],
            form.cleaned_data["text"],
            language=page.locale.language_code,
            address=request.META.get("REMOTE_ADDR", ""),
        )
    except TooMany as refused:
        form.add_error(None, str(refused))
        return _show(request, page, form.with_new_token(), TOO_MANY)
    return redirect("feedback_thanks", page_id=page.pk)


@never_cache
@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """What happens now, and the way back."""
    return _uncounted(render(request, "feedback/thanks.html", {"about": _page(page_id)}))


def _page(page_id: int) -> Page:
    """A public page in the language of the address: nobody is asked in English about a Korean page."""
    language = get_language() or settings.LANGUAGE_CODE
    pages = Page.objects.filter(depth__gt=1, record__isnull=False, locale__language_code=language)
    found: Page = get_object_or_404(readable(pages).select_related("record__department", "locale"), pk=page_id)
    return found


def _show(request: HttpRequest, page: Page, form: OpinionForm, status: int = 200) -> HttpResponse:
    return _uncounted(render(request, "feedback/give.html", {"about": page, "form": form}, status=status))


def _uncounted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
