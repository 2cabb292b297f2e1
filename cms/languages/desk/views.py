"""One original and its translations at the desk: what changed since each was made, and what can be said of it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from cms.languages.desk.comparing import Difference, differences
from cms.languages.desk.readers import may_answer, may_see, originals_of
from cms.languages.models import TranslatedPage, TranslationEvent
from cms.languages.services import making

LATEST = 30


@require_safe
def translations_of(request: HttpRequest, page_id: int) -> HttpResponse:
    """Each language with its state, what changed in the original, and the history."""
    page = _original(request, page_id)
    rows = TranslatedPage.objects.filter(source=page).select_related(
        "page", "department", "made_from", "present", "reviewed_by"
    )
    names = dict(settings.LANGUAGES)
    events = TranslationEvent.objects.filter(source_id=page.pk).order_by("-pk")[:LATEST]
    context = {
        "page": page,
        "translations": [
            {
                "row": row,
                "name": names[row.language],
                "differences": _differences(row),
                "answers": may_answer(request.user, row.department_id),
            }
            for row in rows.order_by("language")
        ],
        "events": [{"event": event, "language": names.get(event.language, event.language)} for event in events],
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "languages/desk/page.html", context)


@require_POST
def mark_reviewed(request: HttpRequest, row_id: int) -> HttpResponse:
    """A machine's translation was read against the original (감수)."""
    row = _row(request, row_id)
    making.review(row, request.user)
    messages.success(request, _("The translation was marked as reviewed."))
    return redirect("languages_page", row.source_id)


@require_POST
def mark_own_text(request: HttpRequest, row_id: int) -> HttpResponse:
    """A page of its own, or a translation again."""
    row = _row(request, row_id)
    making.set_own_text(row, request.POST.get("own_text") == "1")
    messages.success(request, _("It was noted whether the page is a translation."))
    return redirect("languages_page", row.source_id)


def _original(request: HttpRequest, page_id: int) -> Page:
    """Raises PermissionDenied for who sees none, Http404 for a page that is none of theirs."""
    if not may_see(request.user):
        raise PermissionDenied
    pages = Page.objects.filter(originals_of(request.user)).select_related("record__department")
    return get_object_or_404(pages, pk=page_id)


def _row(request: HttpRequest, row_id: int) -> TranslatedPage:
    row = get_object_or_404(TranslatedPage.objects.select_related("source"), pk=row_id)
    _original(request, row.source_id)
    if not may_answer(request.user, row.department_id):
        raise PermissionDenied
    return row


def _differences(row: TranslatedPage) -> list[Difference]:
    if not row.made_from or not row.present or row.made_from_id == row.present_id or row.own_text:
        return []
    return differences(row.made_from.segments, row.present.segments)
