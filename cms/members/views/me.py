"""A member's own page (내 정보): the least that is kept, why, and everything that can be done about it."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.members import consents, limits, mail_change, proving, subscriptions, telephones
from cms.members.forms import MailForm, ProfileForm
from cms.members.mine import shelves_of
from cms.members.models import ConsentKind, MailChange, Member
from cms.members.views.guard import UNPROCESSABLE, for_members


@for_members
def me(request: HttpRequest, member: Member) -> HttpResponse:
    """What is known of the member, to be read and changed."""
    texts, given = consents.in_force(), consents.standing(member.account)
    has_agreed = ConsentKind.TELEPHONE in given and telephones.to_agree_to(member) is None
    about: dict[str, Any] = {"text": texts.get(ConsentKind.TELEPHONE), "has_agreed": has_agreed}
    form = ProfileForm(request.POST if request.method == "POST" else None, member=member, **about)
    if form.is_bound and form.is_valid():
        _save(member, form)
        messages.success(request, _("Your changes are saved."))
        return redirect("member_me")
    context = {
        "form": form,
        "member": member,
        "given": [(row, consents.words(row.text)) for row in given.values()],
        "telephone_words": consents.words(about["text"]) if about["text"] else None,
        "providers": proving.providers(),
        "wanted": MailChange.objects.filter(member=member).first(),
        "shelves": shelves_of(request.user),
        "doors": _doors(),
    }
    return render(request, "members/me.html", context, status=UNPROCESSABLE if form.errors else 200)


@reauthentication_required
@for_members
def another_mail(request: HttpRequest, member: Member) -> HttpResponse:
    """Name another address: the same answer whether somebody has it or not."""
    form = MailForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        mail = form.cleaned_data["mail"]
        if limits.may_change(request, member) and limits.may_mail(request, mail):
            mail_change.ask(member, mail)
        messages.success(request, _("We have written to the new address. It counts as soon as you confirm it there."))
        return redirect("member_me")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "members/mail_change.html", {"form": form, "member": member}, status=status)


@never_cache
def prove_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail to the new address leads."""
    if request.method != "POST":
        waiting = mail_change.waiting(token)
        return render(request, "members/prove.html", {"waiting": waiting, "new": True}, status=200 if waiting else 410)
    member = mail_change.carry_out(token)
    if member is None:
        return render(request, "members/prove.html", {"waiting": None, "new": True}, status=410)
    messages.success(request, _("Your new e-mail address counts from now on."))
    return redirect("member_me")


@transaction.atomic
def _save(member: Member, form: ProfileForm) -> None:
    data = form.cleaned_data
    member.nickname, member.language = data["nickname"], data["language"]
    fields = ["nickname", "language"]
    if form.text is not None and data["telephone"]:
        if not form.has_agreed:
            consents.agree(member.account, [form.text])
        member.telephone = data["telephone"]
        fields.append("telephone")
    elif form.text is not None:
        subscriptions.without_telephone(member)
    member.save(update_fields=fields)


def _doors() -> list[tuple[str, str, str]]:
    """To pages of this room that other modules of it have: name, what it is for, address."""
    doors = (
        ("member_services", _("News by e-mail and text message"), _("Choose what you are sent, or nothing.")),
        ("member_export", _("Take my data along"), _("Everything that is kept about you, as files.")),
        ("member_leave", _("Leave"), _("Your account and your personal data are deleted.")),
    )
    found = []
    for name, title, about in doors:
        try:
            found.append((title, about, reverse(name)))
        except NoReverseMatch:
            continue
    return found
