"""A translation as its page will look, for whoever may translate or review it: an outside translator has no editor."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from cms.departments.reach import reach_of
from cms.translating.desk.counting import NOTE
from cms.translating.desk.work import translation_of
from cms.translating.rights import is_outside


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
    if is_outside(reach_of(request.user)):
        _leave_notes_out(page)
    answer: HttpResponse = page.make_preview_request(request, page.default_preview_mode)
    return answer


def _leave_notes_out(page: Page) -> None:
    """Notes to the editor stay in the house."""
    for item in page._meta.concrete_fields:
        if isinstance(item, StreamField):
            value = getattr(page, item.name)
            setattr(
                page, item.name, StreamValue(value.stream_block, _without_notes(list(value.raw_data)), is_lazy=True)
            )


def _without_notes(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_notes(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_notes(inner) for inner in value if not (isinstance(inner, dict) and inner.get("type") == NOTE)]
    return value
