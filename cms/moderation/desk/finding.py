"""Opening a matter about a post that nobody reported (발견): somebody of the staff came across it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.departments.reach import reach_of
from cms.moderation import rights
from cms.moderation.desk.screen import UNPROCESSABLE, chrome
from cms.moderation.services.acting import Refused, open_matter
from cms.moderation.subjects import Described, Subject, subject_of, subjects

TITLE = gettext_lazy("Open a matter")
_LAST_NUMBER = re.compile(r"(\d{1,18})(?!.*\d)", re.DOTALL)


class FindForm(forms.Form):
    """Which kind, and where."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), widget=forms.RadioSelect)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("Its address on the board, or its number."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        kinds: Any = self.fields["kind"]
        kinds.choices = [(subject.kind, subject.label) for subject in subjects()]
        kinds.initial = next((kind for kind, _label in kinds.choices if kind.endswith(".post")), None)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where there is no such post on a board of theirs; which of both is not told."""
        super().clean()
        if not self.errors:
            subject = subject_of(self.cleaned_data["kind"])
            found = find(subject, self.cleaned_data["address"])
            if found is None or not _is_theirs(self.user, found):
                raise forms.ValidationError(_("There is no such post on a board of yours."))
            self.found = found
        return self.cleaned_data


def find(subject: Subject, typed: str) -> Described | None:
    """The post that an address or a number names: the last number in it."""
    number = _LAST_NUMBER.search(typed)
    try:
        return subject.describe(subject.get(int(number.group(1)))) if number else None
    except ObjectDoesNotExist:
        return None


def _is_theirs(user: Any, found: Described) -> bool:
    return rights.sees_everything(user) or found.department in reach_of(user).departments


@never_cache
@require_http_methods(["GET", "POST"])
def open_screen(request: HttpRequest) -> HttpResponse:
    """The form; then the matter, a standing one where there is one.

    :raises PermissionDenied: for those who do not moderate.
    """
    if not rights.moderates(request.user):
        raise PermissionDenied
    form = FindForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        try:
            return redirect("moderation_matter", open_matter(form.found.kind, form.found.pk).pk)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
    context = {"form": form, "label": TITLE, **chrome(str(TITLE))}
    status = UNPROCESSABLE if form.is_bound else 200
    return TemplateResponse(request, "moderation/desk/open.html", context, status=status)
