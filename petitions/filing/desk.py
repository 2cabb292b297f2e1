"""At the desk: an officer who has verified that it is the petitioner who asks gives away a key for a new password.

안양 제9조제4항, 용인 제10조제4항: 본인임을 확인한 후 지체 없이 변경에 응하여야 한다.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail import hooks

from petitions.desk.cases import opening, reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.filing.passwords import give_key
from petitions.services.acting import Refused


class KeyForm(forms.Form):
    """What the ordinance asks before a password is changed; the rule judges."""

    exposed = forms.BooleanField(label=gettext_lazy("The password has become known to others."), required=False)
    demanded = forms.BooleanField(label=gettext_lazy("The petitioner demands the change."), required=False)
    verified = forms.BooleanField(
        label=gettext_lazy("I have verified that it is the petitioner who asks."), required=False
    )


@never_cache
@require_http_methods(["GET", "POST"])
def password_key(request: HttpRequest, pk: int) -> HttpResponse:
    """The address is shown once, to be handed over; it opens once, within a day."""
    case = opening.found(request, pk)
    form = KeyForm(request.POST if request.method == "POST" else None)
    address = ""
    if form.is_bound and form.is_valid():
        try:
            address = give_key(case, reach.by(request.user, case), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
    title = _("New password for the petition")
    context: dict[str, Any] = {"case": case, "form": form, "address": address, **chrome(title)}
    status = UNPROCESSABLE if form.errors else 200
    return TemplateResponse(request, "petitions/filing/desk_password.html", context, status=status)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Below /admin/."""
    return [path("petitions/password/<int:pk>/", password_key, name="petition_password_key")]
