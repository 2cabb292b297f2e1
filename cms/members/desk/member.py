"""One member at the desk. What is personal is shown when it is asked for with a reason, and that is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.members import accounts, departing, dormancy
from cms.members.desk.members import listed, state_of
from cms.members.desk.noting import looked_at
from cms.members.desk.reach import sees_members
from cms.members.models import Member, MemberEvent, SubscriptionEvent

UNPROCESSABLE = 422
WITH_REASON = ("show", "lock", "factor")
PERSONAL = ("mail", "telephone", "verified_name")


class ReasonForm(forms.Form):
    """Why; without anything personal, for it stands in a log."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Write nothing personal: it is kept in a log.")
    )


@never_cache
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """State, log, and what can be done.

    :raises PermissionDenied: for whoever does not look after members.
    """
    if not sees_members(request.user):
        raise PermissionDenied
    found = get_object_or_404(listed(), pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = ReasonForm(request.POST if act in WITH_REASON else None, prefix=act or "show")
    if act == "show" and form.is_valid():
        return _personal(request, found, form.cleaned_data["reason"])
    if act in _ACTS and (act not in WITH_REASON or form.is_valid()) and _did(request, found, act, form):
        return redirect("members_desk_member", found.pk)
    return _show(request, found, {act: form} if act else {}, status=UNPROCESSABLE if act else 200)


def _lock(found: Member, form: ReasonForm, by: Any) -> None:
    accounts.lock(found, form.cleaned_data["reason"], by)


def _factor(found: Member, form: ReasonForm, by: Any) -> None:
    accounts.take_second_factor_off(found, form.cleaned_data["reason"], by)


def _unlock(found: Member, form: ReasonForm, by: Any) -> None:
    accounts.unlock(found, by)


def _resend(found: Member, form: ReasonForm, by: Any) -> None:
    accounts.send_first_mail_again(found, by)


def _erase(found: Member, form: ReasonForm, by: Any) -> None:
    if not dormancy.erase_unreachable(found.pk, by=by.get_username()):
        raise accounts.Refused(gettext("This member is not dormant any more, or can be reached by mail."))


_ACTS: dict[str, Callable[[Member, ReasonForm, Any], None]] = {
    "lock": _lock,
    "unlock": _unlock,
    "factor": _factor,
    "resend": _resend,
    "erase": _erase,
}


def _did(request: HttpRequest, found: Member, act: str, form: ReasonForm) -> bool:
    try:
        _ACTS[act](found, form, request.user)
    except (accounts.Refused, departing.Refused) as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, gettext("Done; it stands in the log."))
    return True


def _personal(request: HttpRequest, found: Member, reason: str) -> HttpResponse:
    with transaction.atomic():
        shown = [name for name in PERSONAL if getattr(found, name)]
        if shown:
            looked_at(request, found, shown, reason=reason)
        fields = [(getattr(Member._meta.get_field(name), "verbose_name", name), getattr(found, name)) for name in shown]
        return _show(request, found, {}, personal=fields)


def _show(
    request: HttpRequest,
    found: Member,
    typed: dict[str, forms.Form],
    *,
    personal: list[tuple[Any, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "member": found,
        "state": state_of(found),
        "personal": personal,
        "show_form": typed.get("show") or ReasonForm(prefix="show"),
        "lock_form": typed.get("lock") or ReasonForm(prefix="lock"),
        "factor_form": typed.get("factor") or ReasonForm(prefix="factor"),
        "has_factor": Authenticator.objects.filter(user=found.user_id).exists(),
        "events": MemberEvent.objects.filter(account=found.account)[:50],
        "subscriptions": SubscriptionEvent.objects.filter(account=found.account)[:50],
        "is_unreachable": dormancy.unreachable().filter(pk=found.pk).exists(),
    }
    return TemplateResponse(request, "members/desk/member.html", context, status=status).render()
