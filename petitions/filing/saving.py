"""Saved for later: the number and the address under which the citizen goes on, and mail with both."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.mailing import Verdict, hand_over
from cms.members.identity import organisation_name
from cms.ordinance.case_numbers import shown, spelled
from petitions.filing import limits, typed
from petitions.filing.drafts import Open
from petitions.filing.keys import draft_address, draft_path
from petitions.filing.private import TOO_MANY, UNPROCESSABLE, posted, show


class MailForm(forms.Form):
    """To which mailbox the address of the draft is sent."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Please write an e-mail address.")},
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return typed.email(self.cleaned_data["email"])


def saved(request: HttpRequest, opened: Open) -> HttpResponse:
    """What to note, and the mail. Nothing that was typed stands in it."""
    initial = {"email": opened.part("who").get("email", "")}
    if request.method != "POST":
        return _show(request, opened, MailForm(initial=initial))
    form = MailForm(posted(request))
    if not form.is_valid():
        return _show(request, opened, form, UNPROCESSABLE)
    try:
        limits.begin("draft.mail", opened.number, request.META.get("REMOTE_ADDR", ""))
    except limits.TooOften as refused:
        form.add_error(None, refused.sentence)
        return _show(request, opened, form, TOO_MANY)
    to = form.cleaned_data["email"]
    if not _mailed(opened, to):
        form.add_error(None, gettext("The mail could not be sent now. Please note the number, or try again later."))
        return _show(request, opened, form, UNPROCESSABLE)
    return _show(request, opened, MailForm(initial={"email": to}), sent_to=to)


def _show(request: HttpRequest, opened: Open, form: MailForm, status: int = 200, sent_to: str = "") -> HttpResponse:
    context = {
        "opened": opened,
        "form": form,
        "number": shown(opened.number),
        "spelled": spelled(opened.number),
        "go_on": draft_path(opened.number, "resume"),
        "sent_to": sent_to,
    }
    return show(request, "saved", context, status)


def _mailed(opened: Open, to: str) -> bool:
    name = organisation_name()
    context = {
        "municipality": name,
        "number": shown(opened.number),
        "address": draft_address(opened.number, opened.draft.language),
        "until": opened.draft.expires_at,
    }
    message = EmailMessage(
        gettext("[%(municipality)s] Your petition is saved for later") % {"municipality": name},
        render_to_string("petitions/filing/mail/draft.txt", context),
        from_email=formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[to],
        headers={"Content-Language": opened.draft.language, "Auto-Submitted": "auto-generated"},
    )
    mail = get_connection()
    try:
        return hand_over(message, mail).verdict is Verdict.TAKEN
    finally:
        mail.close()
