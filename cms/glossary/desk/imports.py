"""A CSV file of terms at the desk: looked through first, written when somebody says so."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.glossary import importing, rights
from cms.glossary.importing import Sheet
from tenants.languages import language_name

_SHOWN = 200  # problems or changes on one page


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(label=gettext_lazy("CSV file"))


def import_terms(request: HttpRequest) -> HttpResponse:
    """The form, what the file would do, and the act."""
    languages = rights.languages_of(request.user)
    if not languages:
        raise PermissionDenied
    if request.method == "POST" and "text" in request.POST:
        return _write(request, languages)
    form, sheet, text = FileForm(request.POST or None, request.FILES or None), None, ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read() if file.size <= importing.LIMIT else None
        sheet = Sheet(problems=[importing.too_large()]) if data is None else importing.read(data, languages)
        text = data.decode("utf-8-sig") if data is not None and not sheet.problems else ""
    return _page(request, languages, form, sheet, text)


def _write(request: HttpRequest, languages: list[str]) -> HttpResponse:
    """Read again: in the meantime somebody may have changed the glossary."""
    data = request.POST["text"].encode()
    try:
        sheet = importing.write(data, languages, request.user)
    except ValidationError:
        return _page(request, languages, FileForm(), importing.read(data, languages), "")
    told = {"new": len(sheet.new), "changed": len(sheet.changed)}
    messages.success(request, _("%(new)d terms were added, %(changed)d changed.") % told)
    return redirect("glossary:index")


def _page(request: HttpRequest, languages: list[str], form: FileForm, sheet: Sheet | None, text: str) -> HttpResponse:
    context = {
        "form": form,
        "sheet": sheet,
        "text": text,
        "problems": sheet.problems[:_SHOWN] if sheet else [],
        "changed": sheet.changed[:_SHOWN] if sheet else [],
        "new": sheet.new[:_SHOWN] if sheet else [],
        "languages": [(code, language_name(code)) for code in languages],
        "columns": importing.COLUMNS,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("glossary:index"), "label": _("Glossary")},
            {"url": "", "label": _("Import from CSV")},
        ],
    }
    status = 422 if sheet is not None and sheet.problems else 200
    return TemplateResponse(request, "glossary/import.html", context, status=status)
