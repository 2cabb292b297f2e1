"""The catalogue as a table (CSV) at the desk: taken along, and read in again after a look at what would change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core.spreadsheets import BYTE_ORDER_MARK
from petitions.catalogue.exporting import export
from petitions.catalogue.importing import ImportRefusedError, Outcome, foresee, import_services
from petitions.catalogue.reading import LARGEST
from petitions.rights import keeps_catalogue

LIST = "wagtailsnippets_petitions_service:list"
TITLE = gettext_lazy("Import petition services")


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(label=gettext_lazy("CSV file"), help_text=gettext_lazy("UTF-8, as the export writes it."))


class ConfirmForm(forms.Form):
    """What was looked at, to be written now: the text itself, so that it is what was looked at."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(max_length=LARGEST, strip=False, widget=forms.HiddenInput)


@require_safe
@never_cache
def export_table(request: HttpRequest) -> HttpResponse:
    """Everything, as a file that can be read in again."""
    _require(request)
    name = f"petition-services-{timezone.localdate().isoformat()}.csv"
    response = HttpResponse(BYTE_ORDER_MARK + export(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def import_table(request: HttpRequest) -> HttpResponse:
    """First the file, then what it would do or what is wrong with it, then the deed."""
    _require(request)
    if request.method == "POST" and "text" in request.POST:
        return _write(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    return _look(request, file.name, file.read(LARGEST + 1))


def _look(request: HttpRequest, name: str, data: bytes) -> HttpResponse:
    try:
        outcome = foresee(name, data)
    except ImportRefusedError as refused:
        return _page(request, UploadForm(), problems=refused.problems)
    initial = {"name": name[:200], "text": data.decode("utf-8-sig")}
    return _page(request, UploadForm(), outcome=outcome, confirm=ConfirmForm(initial=initial))


def _write(request: HttpRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, UploadForm())
    data = form.cleaned_data["text"].encode()
    try:
        outcome = import_services(form.cleaned_data["name"], data, request.user)
    except ImportRefusedError as refused:
        return _page(request, UploadForm(), problems=refused.problems)
    messages.success(request, said(outcome))
    return redirect(LIST)


def said(outcome: Outcome) -> str:
    """An outcome in a sentence."""
    values = {
        "added": len(outcome.added),
        "changed": len(outcome.changed),
        "unchanged": outcome.unchanged,
        "others": outcome.not_named,
    }
    return _("%(added)d added, %(changed)d changed, %(unchanged)d as they were, %(others)d not in the file.") % values


def _page(request: HttpRequest, form: UploadForm, **context: Any) -> HttpResponse:
    outcome = context.get("outcome")
    status = 422 if context.get("problems") else 200
    values = {"form": form, "page_title": TITLE, "said": said(outcome) if outcome else "", **context}
    return TemplateResponse(request, "petitions/desk/import.html", values, status=status)


def _require(request: HttpRequest) -> None:
    if not keeps_catalogue(request.user):
        raise PermissionDenied
