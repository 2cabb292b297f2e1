"""A translation as its page will look, for whoever may translate or review it: an outside translator has no editor."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from cms.translating.desk.work import translation_of


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, translation_id: int) -> HttpResponse:
    """With what is saved; where a piece lacks, the original's words stand."""
    return shown(request, translation_of(request, translation_id))


def shown(request: HttpRequest, translation: Translation) -> HttpResponse:
    """The page; 404 while there is none that it could be shown in."""
    try:
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    except Page.DoesNotExist as none:
        raise Http404 from none
    answer: HttpResponse = page.make_preview_request(request, page.default_preview_mode)
    return answer
