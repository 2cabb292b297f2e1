"""The work screen: an original and its translation side by side, piece by piece."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.translating.desk import held, marks, typing
from cms.translating.desk.sheet import ALL, FAULTY, TODO, Sheet
from cms.translating.rights import translations_for

SHOWS = (TODO, ALL, FAULTY)


def translation_of(request: HttpRequest, translation_id: int) -> Translation:
    """One that they may work on; there is no other for them (404)."""
    mine = translations_for(request.user).select_related("source", "target_locale")
    found: Translation = get_object_or_404(mine, pk=translation_id)
    return found


@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show the sheet, or save what was typed and do what was asked for."""
    translation = translation_of(request, translation_id)
    sheet = Sheet(translation, translation.source.specific_content_type.model_class())
    if request.method == "POST":
        return _post(request, sheet)
    typing.lay_out(sheet, held.taken(request, translation.pk))
    return _shown(request, sheet)


def _post(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    typed = typing.save(sheet, request.POST, request.user)
    if not typed.lost_nothing:
        return _shown(request, sheet, typed)
    _tell(request, typed)
    return redirect(_address(request, sheet))


def _tell(request: HttpRequest, typed: typing.Typed) -> None:
    """How many pieces were saved, and how many of them are to be mended."""
    number = len(typed.written.changed) + len(typed.written.removed)
    if not number:
        messages.info(request, _("Nothing was changed."))
        return
    messages.success(
        request, ngettext("%(count)d piece was saved.", "%(count)d pieces were saved.", number) % {"count": number}
    )
    if faulty := len(typed.written.faulty or {}):
        sentence = ngettext(
            "%(count)d of them has to be mended before you hand in.",
            "%(count)d of them have to be mended before you hand in.",
            faulty,
        )
        messages.warning(request, sentence % {"count": faulty})


def _address(request: HttpRequest, sheet: Sheet, anchor: str = "") -> str:
    show = _show(request, sheet)
    return f"{reverse('translating_work', args=[sheet.translation.pk])}?show={show}{anchor}"


def _show(request: HttpRequest, sheet: Sheet) -> str:
    """What was chosen; else what is to do, as long as there is something."""
    chosen = request.GET.get("show")
    if chosen in SHOWS:
        return str(chosen)
    return TODO if sheet.done < len(sheet.pieces) else ALL


def _shown(request: HttpRequest, sheet: Sheet, typed: typing.Typed | None = None) -> HttpResponse:
    sheet.note_changes()
    show = _show(request, sheet)
    lines = sheet.chosen(show)
    translation = sheet.translation
    context: dict[str, Any] = {
        "sheet": sheet,
        "translation": translation,
        "title": translation.source.object_repr,
        "language": translation.target_locale.language_code,
        "language_name": dict(settings.LANGUAGES)[translation.target_locale.language_code],
        "sections": sheet.sections(lines),
        "show": show,
        "choices": _choices(sheet, show),
        "legend": marks.legend([line.piece.source for line in lines]),
        "typed": typed,
    }
    return TemplateResponse(request, "translating/desk/work.html", context)


def _choices(sheet: Sheet, show: str) -> list[dict[str, Any]]:
    named = {TODO: _("To do"), ALL: _("All"), FAULTY: _("To be mended")}
    counts = sheet.counts()
    return [{"show": key, "label": named[key], "count": counts[key], "present": key == show} for key in SHOWS]
