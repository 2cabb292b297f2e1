"""The monthly check at the desk: what is overdue, with each one's verdict on dunning, and the register of both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from petitions import clock
from petitions.desk.cases import reach
from petitions.desk.cases.listing import by_time_left, listed
from petitions.desk.cases.screen import chrome
from petitions.desk.cases.standing import standings
from petitions.models import DunningLetter, MonthlyCheck
from petitions.watching import checking
from petitions.watching.overdue import overdue

TITLE = gettext_lazy("Monthly check of petitions")
MOST = 200
LETTERS = 50


class CheckForm(forms.Form):
    """What was found, and what was arranged."""

    remark = forms.CharField(
        label=gettext_lazy("What was found and arranged"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def monthly_check(request: HttpRequest) -> HttpResponse:
    """For the overall department."""
    if not reach.oversees_petitions(request.user):
        raise PermissionDenied
    days, now = clock.calendar(), timezone.now()
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        checking.check(request.user, form.cleaned_data["remark"], days, now)
        messages.success(request, _("The check is written down."))
        return redirect("petition_monthly_check")
    cases = checking.with_dunned(listed(by_time_left(overdue(now, days))))
    context: dict[str, Any] = {
        "form": form,
        "is_due": checking.is_due(now, days),
        "rows": standings(cases[:MOST], now, days),
        "number": cases.count(),
        "most": MOST,
        "checks": MonthlyCheck.objects.all()[:24],
        "letters": DunningLetter.objects.select_related("event__case")[:LETTERS],
        **chrome(str(TITLE)),
    }
    return TemplateResponse(request, "petitions/desk/cases/check.html", context)
