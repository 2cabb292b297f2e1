"""Signing up, the mail, and a new password: the same answer whoever asks for whatever address."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cms.members import consents, joining, limits, mails
from cms.members.adapters import home_of
from cms.members.forms import MailForm, SignUpForm
from cms.members.joining import Typed
from cms.members.models import Member
from cms.members.stand_in import member_with
from cms.members.views.guard import UNPROCESSABLE

#: In the session: which account was begun in this browser, and where its owner wanted to go.
BEGUN = "members.begun"


@never_cache
@sensitive_post_parameters()
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it: always the page that says to look into the mailbox."""
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    texts = consents.in_force()
    if not consents.is_complete(texts):
        return render(request, "members/sign_up_closed.html")
    asked = [text for text in texts.values() if text.required]
    if request.method != "POST":
        form = SignUpForm(texts=asked, about="", initial=_token())
        return render(request, "members/sign_up.html", {"form": form, "next": _next(request)})
    if not limits.may_sign_up(request):
        return ratelimit.respond_429(request)
    form = SignUpForm(request.POST, texts=asked, about="")
    if not form.sent_by_program and not form.is_valid():
        again = {"form": form.with_new_token(), "next": _next(request)}
        return render(request, "members/sign_up.html", again, status=UNPROCESSABLE)
    request.session[BEGUN] = {"account": _begin(request, form), "next": _next(request)}
    return redirect("member_mail_sent")


@never_cache
def mail_sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox; with a button for who finds nothing there."""
    if request.method == "POST":
        account = request.session.get(BEGUN, {}).get("account", "")
        member = Member.objects.filter(account=account, left_at=None).first()
        if member is not None and limits.may_mail(request, member.mail or ""):
            joining.send_again(member)
        messages.success(request, _("If it had not arrived, the mail is on its way again."))
        return redirect("member_mail_sent")
    return render(request, "members/mail_sent.html", {"begun": BEGUN in request.session})


@never_cache
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail's link leads. A button, not the link itself, proves it: programs that check mails open links."""
    if request.method != "POST":
        waiting = joining.waiting(token)
        return render(request, "members/prove.html", {"waiting": waiting}, status=200 if waiting else 410)
    member = joining.prove(token)
    if member is None:
        return render(request, "members/prove.html", {"waiting": None}, status=410)
    messages.success(request, _("Your e-mail address is confirmed. Welcome!"))
    begun = request.session.pop(BEGUN, {})
    if begun.get("account") == member.account and not request.user.is_authenticated:
        return perform_login(request, Login(user=member.user, redirect_url=begun.get("next") or None, signup=True))
    return redirect("account_login")


@never_cache
def reset(request: HttpRequest) -> HttpResponse:
    """A new password for who has forgotten theirs."""
    form = MailForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "account/password_reset.html", {"form": form}, status=status)
    mail = form.cleaned_data["mail"]
    member = member_with(mail)
    if limits.may_mail(request, mail) and member is not None:
        mails.send_soon(mails.Kind.RESET, member)
    return redirect("account_reset_password_done")


@never_cache
def reset_sent(request: HttpRequest) -> HttpResponse:
    """The same page for every address."""
    return render(request, "account/password_reset_done.html")


def _begin(request: HttpRequest, form: SignUpForm) -> str:
    """The account's key; one of nobody where nothing was begun."""
    if form.sent_by_program or not limits.may_mail(request, form.cleaned_data["mail"]):
        return ""
    data = form.cleaned_data
    language = get_language() or "ko"
    return joining.sign_up(Typed(data["mail"], data["nickname"], data["password"], language, form.agreed))


def _token() -> dict[str, Any]:
    from cms.core.open_forms import token_for

    return {"token": token_for(SignUpForm.purpose, "")}


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this host, or none."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    return wanted if wanted and get_adapter(request).is_safe_url(wanted) else ""
