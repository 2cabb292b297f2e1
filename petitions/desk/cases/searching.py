"""A person's petitions, found by the whole e-mail address or telephone number: for a reason that is written down.

What is searched for is posted, so that it stands in no address, history or log of a server.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from petitions import clock
from petitions.desk.cases import opening, reach
from petitions.desk.cases.listing import listed
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.desk.cases.standing import standings
from petitions.people import cases_of
from petitions.services.repeats import of_person

MOST = 100
TITLE = gettext_lazy("Petitions of a person")


class PersonForm(forms.Form):
    """By which address or number, and why."""

    email = forms.EmailField(label=gettext_lazy("E-mail address (whole)"), required=False)
    telephone = forms.CharField(label=gettext_lazy("Telephone number (whole)"), required=False, max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=200,
        help_text=gettext_lazy("Stands in the access log with your name. Write nothing personal here."),
    )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where there is nothing to look for."""
        super().clean()
        if not self.errors and not (self.cleaned_data["email"] or self.cleaned_data["telephone"].strip()):
            raise forms.ValidationError(_("Give an e-mail address or a telephone number."))
        return self.cleaned_data


@never_cache
@require_http_methods(["GET", "POST"])
def person_search(request: HttpRequest) -> HttpResponse:
    """What may be opened of a person's petitions, the newest first."""
    if not reach.works_on_petitions(request.user):
        raise PermissionDenied
    form = PersonForm(request.POST if request.method == "POST" else None)
    rows = _found(request, form.cleaned_data) if form.is_bound and form.is_valid() else None
    context = {"form": form, "rows": rows, **chrome(str(TITLE))}
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return TemplateResponse(request, "petitions/desk/cases/person.html", context, status=status)


def _found(request: HttpRequest, asked: dict[str, Any]) -> Any:
    email, telephone = asked["email"], asked["telephone"]
    with transaction.atomic():
        mine = cases_of(request.user).filter(pk__in=of_person(email, telephone).order_by().values("pk"))
        rows = standings(listed(mine).order_by("-arrived_at", "-pk")[:MOST], timezone.now(), clock.calendar())
        fields = [name for name in ("email", "telephone") if asked[name]]
        opening.searched(request, len(rows), fields, asked["reason"])
    return rows
