"""Who translates: given from the work screen, taken back there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.translating.desk.people import translators
from cms.translating.desk.work import translation_of
from cms.translating.models import Assignment
from cms.translating.rights import may_submit
from cms.translating.services.assigning import assign, end


class AssignmentForm(forms.Form):
    """To whom, until when, with which words."""

    person: forms.ModelChoiceField = forms.ModelChoiceField(label=gettext_lazy("Translator"), queryset=None)
    due_on = forms.DateField(label=gettext_lazy("To be done by"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=gettext_lazy("Note for the translator"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = translators()


@require_http_methods(["GET", "POST"])
def assign_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give one translation to somebody, or change the day."""
    if not may_submit(request.user):
        raise PermissionDenied
    translation = translation_of(request, translation_id)
    form = AssignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            assign(translation, given["person"], request.user, due_on=given["due_on"], note=given["note"])
        except ValidationError as refused:
            for reason in refused.messages:
                form.add_error(None, reason)
        else:
            messages.success(request, _("%(person)s translates this now.") % {"person": given["person"]})
            return redirect("translating_work", translation.pk)
    people = Assignment.objects.open().filter(translation=translation).select_related("person")
    context = {"form": form, "translation": translation, "title": translation.source.object_repr, "people": people}
    return TemplateResponse(request, "translating/desk/assign.html", context)


@require_POST
def end_assignment(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Take it back."""
    if not may_submit(request.user):
        raise PermissionDenied
    assignment = get_object_or_404(Assignment.objects.select_related("person", "translation"), pk=assignment_id)
    end(assignment, request.user)
    messages.success(request, _("%(person)s does not translate this any more.") % {"person": assignment.person})
    return redirect("translating_assign", assignment.translation_id)
