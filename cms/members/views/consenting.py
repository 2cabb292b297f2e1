"""Between password and signing in: what holds since the last time is read and agreed to first."""

from __future__ import annotations

from allauth.account.internal.decorators import login_stage_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cms.members import consents
from cms.members.forms import ConsentForm
from cms.members.middleware import UNDECIDED
from cms.members.selectors import member_of
from cms.members.stages import ConsentStage
from cms.members.views.guard import UNPROCESSABLE


@login_stage_required(stage=ConsentStage.key, redirect_urlname="account_login")
def asked(request: HttpRequest) -> HttpResponse:
    """Agree and go on; or do not, and leave, or come another time."""
    stage = request._login_stage
    member = member_of(stage.login.user)
    texts = consents.missing(member) if member else []
    if member is None or not texts:
        return stage.exit()
    do = request.POST.get("do", "")
    if do == "later":
        return stage.abort()
    if do == "leave":
        stage.exit()
        request.session[UNDECIDED] = True
        return redirect("member_leave")
    form = ConsentForm(request.POST if request.method == "POST" else None, texts=texts)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "members/consents_asked.html", {"form": form, "member": member}, status=status)
    with transaction.atomic():
        consents.agree(member.account, form.agreed)
    return stage.exit()
