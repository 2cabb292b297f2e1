"""A member's own data, and the way out: for members alone, and only shortly after the password was asked."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cms.members import departing, exporting
from cms.members.leaving import exporters, holds_of, written
from cms.members.models import Member
from cms.members.views.guard import for_members

UNPROCESSABLE = 422


class LeaveForm(forms.Form):
    """What becomes of own posts, and that it is meant."""

    STAY, GO = "stay", "go"

    posts = forms.ChoiceField(
        label=_("Your posts and comments"),
        choices=[
            (STAY, _("They stay, without your name. “A member who left” stands in its place.")),
            (GO, _("They are deleted. What is being examined at the moment stays, without your name.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of your posts.")},
    )
    sure = forms.BooleanField(
        label=_("I want my account to be deleted. I know that it cannot be brought back."),
        error_messages={"required": _("Please confirm that you want your account to be deleted.")},
    )


@require_http_methods(["GET", "POST"])
@for_members
@reauthentication_required
def export(request: HttpRequest, member: Member) -> HttpResponse | StreamingHttpResponse:
    """What there is, and on a POST the archive of it."""
    said: dict[str, Any] = {"sections": [each.label for each in exporters()], "most": exporting.A_DAY}
    if request.method == "POST":
        try:
            pieces = exporting.export(member)
        except exporting.Refused as refused:
            return render(request, "members/export/page.html", said | {"reasons": refused.reasons}, status=429)
        answer = StreamingHttpResponse(pieces, content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate():%Y%m%d}.zip"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
    return render(request, "members/export/page.html", said)


@require_http_methods(["GET", "POST"])
@for_members
@reauthentication_required
def leave(request: HttpRequest, member: Member) -> HttpResponse:
    """What goes and what stays; on a POST it is done, and nobody is signed in any more."""
    form = LeaveForm(request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            gone = departing.leave(member, take_back=form.cleaned_data["posts"] == LeaveForm.GO)
        except departing.Refused as refused:
            reasons = refused.reasons
        else:
            logout(request)
            return render(request, "members/leave/gone.html", {"gone": gone, "kept": departing.shown(gone.kept)})
    kinds = [(kind.label, kind.count(member.user)) for kind in written()]
    said = {"form": form, "reasons": reasons, "kinds": kinds, "holds": departing.shown(_lasting(member))}
    return render(request, "members/leave/page.html", said, status=UNPROCESSABLE if request.method == "POST" else 200)


def _lasting(member: Member) -> list[Any]:
    today = timezone.localdate()
    return [hold for hold in holds_of(member.user) if hold.lasts(today)]
