"""The work screen: an original and its translation side by side, piece by piece."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.core.typed import whole_number
from cms.machine import services as machine
from cms.translating.desk import held, marks, saving
from cms.translating.desk.following import out_of_step
from cms.translating.desk.helping import help_with
from cms.translating.desk.mine import rows
from cms.translating.desk.sheet import ALL, FAULTY, UNDONE, Sheet
from cms.translating.managed import original_of, page_of, waiting_of
from cms.translating.models import Assignment
from cms.translating.pieces import write
from cms.translating.rights import may_submit, translations_for
from cms.translating.services.handing_in import NotReady, hand_in
from cms.translating.services.submitting import follow_original

SHOWS = (UNDONE, ALL, FAULTY)


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
    if texts := held.taken(request, translation.pk):
        saving.lay_out(sheet, texts)
    return _shown(request, sheet, held=bool(texts))


def _post(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """All that was typed is saved first, whatever the button."""
    if waiting_of(sheet.translation):
        saving.lay_out(sheet, request.POST)
        return _shown(request, sheet, refusals=[_("It was handed in meanwhile: what you typed is not saved.")])
    typed = saving.save(sheet, request.POST, request.user)
    if not typed.lost_nothing:
        return _shown(request, sheet, typed)
    if request.POST.get("insert"):
        return _insert(request, sheet)
    act = _ACTS.get(request.POST.get("act", ""), _saved)
    return act(request, sheet, typed)


def _saved(request: HttpRequest, sheet: Sheet, typed: saving.Typed) -> HttpResponse:
    """How many pieces were saved, and how many of them are to be mended."""
    number = len(typed.written.changed) + len(typed.written.removed)
    if not number:
        messages.info(request, _("Nothing was changed."))
        return redirect(_address(request, sheet))
    said = ngettext("%(count)d piece was saved.", "%(count)d pieces were saved.", number)
    messages.success(request, said % {"count": number})
    if faulty := len(typed.written.faulty or {}):
        said = ngettext(
            "%(count)d of them has to be mended before you hand in.",
            "%(count)d of them have to be mended before you hand in.",
            faulty,
        )
        messages.warning(request, said % {"count": faulty})
    return redirect(_address(request, sheet))


def _insert(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A suggestion into its piece; saved, so that it is there without scripts as well."""
    sheet.note_changes()
    number, _sign, name = request.POST["insert"].partition(":")
    line = sheet.by_number.get(whole_number(number) or 0)
    if line:
        help_with([line], sheet.translation, request.user)
    text = line.suggestion(name) if line else ""
    if line and text:
        write(sheet.translation, {line.number: text}, request.user)
    return redirect(f"{_address(request, sheet, ALL)}#piece-{line.number}" if line else _address(request, sheet))


def _hand_in(request: HttpRequest, sheet: Sheet, typed: saving.Typed) -> HttpResponse:
    try:
        hand_in(sheet.translation, request.user)
    except NotReady as refused:
        for number, sentences in refused.pieces.items():
            if line := sheet.by_number.get(number):
                line.reasons = [each for each in sentences if each not in line.piece.faults]
        listed = sum(len(sentences) for sentences in refused.pieces.values())
        others = refused.messages[: len(refused.messages) - listed]
        return _shown(request, sheet, refusals=others, undone=list(refused.pieces))
    except ValidationError as refused:
        return _shown(request, sheet, refusals=refused.messages)
    messages.success(request, _("Handed in. Another person reviews it now; it is published with that."))
    return redirect("translating_mine")


def _follow(request: HttpRequest, sheet: Sheet, typed: saving.Typed) -> HttpResponse:
    """Take over what the original says now."""
    try:
        left = follow_original(sheet.translation, request.user)
    except ValidationError as refused:
        return _shown(request, sheet, refusals=refused.messages)
    said = ngettext("%(count)d piece is to be translated anew.", "%(count)d pieces are to be translated anew.", left)
    messages.success(request, said % {"count": left} if left else _("Nothing is to be translated anew."))
    return redirect("translating_work", sheet.translation.pk)


def _machine(request: HttpRequest, sheet: Sheet, typed: saving.Typed) -> HttpResponse:
    """The pieces that nobody has translated, by the municipality's service."""
    outcome = machine.translate(sheet.translation, request.user)
    if outcome.done:
        said = ngettext("A machine translated %(count)d piece.", "A machine translated %(count)d pieces.", outcome.done)
        messages.success(request, said % {"count": outcome.done})
    for reason in outcome.refused:
        messages.warning(request, reason)
    return redirect(_address(request, sheet, ALL))


_ACTS = {"hand_in": _hand_in, "follow": _follow, "machine": _machine}


def _address(request: HttpRequest, sheet: Sheet, show: str = "") -> str:
    return f"{reverse('translating_work', args=[sheet.translation.pk])}?show={show or _show(request, sheet)}"


def _show(request: HttpRequest, sheet: Sheet) -> str:
    """What was chosen; else what is to do, as long as there is something."""
    chosen = request.GET.get("show")
    if chosen in SHOWS:
        return str(chosen)
    return UNDONE if sheet.done < len(sheet.pieces) else ALL


def _shown(request: HttpRequest, sheet: Sheet, typed: saving.Typed | None = None, **more: Any) -> HttpResponse:
    """The sheet. ``more``: ``held``, ``refusals`` (sentences), ``undone`` (numbers of pieces)."""
    sheet.note_changes()
    show = _show(request, sheet)
    lines = sheet.chosen(show)
    if not waiting_of(sheet.translation):
        help_with(lines, sheet.translation, request.user)
    context = {
        **_about(request, sheet.translation),
        **more,
        "sheet": sheet,
        "sections": sheet.sections(lines),
        "show": show,
        "choices": _choices(sheet, show),
        "legend": marks.legend([line.piece.source for line in lines]),
        "typed": typed,
        "unsaved": any(line.typed is not None for line in sheet.lines),
        "undone": [sheet.by_number[number] for number in more.get("undone", ()) if number in sheet.by_number],
    }
    return TemplateResponse(request, "translating/desk/work.html", context)


def _about(request: HttpRequest, translation: Translation) -> dict[str, Any]:
    """The translation, who has it, how it stands with its original and its review."""
    original, page, waiting = original_of(translation), page_of(translation), waiting_of(translation)
    (row,) = rows([translation], request.user)
    people = Assignment.objects.open().filter(translation=translation).select_related("person")
    language = translation.target_locale.language_code
    return {
        "translation": translation,
        "title": original.title if original else translation.source.object_repr,
        "original": original,
        "page": page,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "people": people,
        "row": row,
        "waiting": waiting,
        "decides": waiting is not None and waiting.can_be_decided_by(request.user),
        "changed_on": out_of_step(translation, original),
        "assigns": may_submit(request.user),
        "machine": machine.may_be_asked(translation),
        "edits": page is not None and page.permissions_for_user(request.user).can_edit(),
        "today": timezone.localdate(),
    }


def _choices(sheet: Sheet, show: str) -> list[dict[str, Any]]:
    named = {UNDONE: _("To do"), ALL: _("All"), FAULTY: _("To be mended")}
    counts = sheet.counts()
    return [{"show": key, "label": named[key], "count": counts[key], "present": key == show} for key in SHOWS]
