"""Merging at the desk: all petitions of the same purport at once, since the rule counts their petitioners together."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.typed import whole_number
from cms.ordinance.case_numbers import fault, normal, shown
from petitions.desk.cases import reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.merging.joining import merge
from petitions.merging.proposing import of_same_purport
from petitions.models import Case
from petitions.people import cases_of
from petitions.services.acting import By, Refused

TITLE = _("Merge petitions")
MOST = 500


class MergeForm(forms.Form):
    """The receipt numbers, and the decision that all ask for the same."""

    numbers = forms.CharField(
        label=_("Receipt numbers"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line. The first received leads; the others are answered with it."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each petitioner reads it: what do the petitions have in common?"),
    )
    same_purport = forms.BooleanField(label=_("I have read them: they are of the same purport"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_numbers(self) -> list[Case]:
        """Every number that cannot be used is named."""
        typed = [part for part in re.split(r"[\s,;]*[\n,;]\s*", self.cleaned_data["numbers"].strip()) if part]
        wrong = [f"{part}: {reason.said(gettext)}" for part in typed if (reason := fault(part)) is not None]
        good = list(dict.fromkeys(normal(part) for part in typed if fault(part) is None))[:MOST]
        found = {case.number: case for case in cases_of(self.user).filter(number__in=good)}
        wrong += [
            gettext("%(number)s: there is no such petition that you may open.") % {"number": shown(number)}
            for number in good
            if number not in found
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return [found[number] for number in good]


@never_cache
@require_http_methods(["GET", "POST"])
def merge_screen(request: HttpRequest) -> HttpResponse:
    """The form; all are merged or none."""
    if not reach.works_on_petitions(request.user):
        raise PermissionDenied
    form = MergeForm(request.POST or None, user=request.user, initial={"numbers": _proposed(request)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = By(frozenset(), request.user)
        try:
            leading = merge(given["numbers"], by, given["reason"], same_purport=given["same_purport"])
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _said(leading))
            return redirect("petition_case", leading.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, **chrome(str(TITLE))}
    return TemplateResponse(request, "petitions/merging/desk.html", context, status=status)


def _proposed(request: HttpRequest) -> str:
    """The petition from which somebody came (``?like=``), and those of other people that resemble it."""
    like = request.GET.get("like", "")
    case = cases_of(request.user).filter(pk=whole_number(like)).first()
    if case is None:
        return ""
    return "\n".join(map(shown, (case.number, *of_same_purport(case, request.user))))


def _said(leading: Case) -> str:
    number = leading.merged.count()
    sentence = ngettext(
        "%(count)d petition is dealt with under %(number)s now.",
        "%(count)d petitions are dealt with under %(number)s now.",
        number,
    )
    return sentence % {"count": number, "number": shown(leading.number)}
