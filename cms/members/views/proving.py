"""A member lets a provider say who they are; nobody has to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.members import proving
from cms.members.models import Member
from cms.members.views.guard import UNPROCESSABLE, for_members


@for_members
def verify(request: HttpRequest, member: Member) -> HttpResponse:
    """Choose a provider, or have the verified name deleted."""
    if request.method == "POST" and request.POST.get("do") == "forget":
        proving.forget(member)
        messages.success(request, _("Your verified name is deleted here."))
        return redirect("member_me")
    chosen = proving.provider(request.POST.get("provider", ""))
    if request.method == "POST" and chosen is not None:
        return chosen.begin(request, proving.state_for(_about(member)), reverse("member_verified", args=[chosen.key]))
    return _choose(request, member)


@csrf_exempt  # providers send people back from their own pages; the state belongs to this member alone
@for_members
def verified(request: HttpRequest, provider: str, member: Member) -> HttpResponse:
    """Back from a provider."""
    chosen = proving.provider(provider)
    if chosen is None:
        raise Http404
    try:
        state, found = chosen.finish(request)
        if not proving.belongs(state, _about(member)):
            raise proving.NotVerified(_("This answer came too late or belongs to somebody else. Please try again."))
    except proving.NotVerified as refused:
        return _choose(request, member, refused.sentence)
    proving.keep(member, found)
    messages.success(request, _("Your name is verified."))
    return redirect("member_me")


def _choose(request: HttpRequest, member: Member, refusal: str = "") -> HttpResponse:
    context = {"member": member, "providers": proving.providers(), "refusal": refusal}
    return render(request, "members/proving.html", context, status=UNPROCESSABLE if refusal else 200)


def _about(member: Member) -> str:
    return f"member:{member.account}"
