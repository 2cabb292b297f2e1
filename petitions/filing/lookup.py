"""The front of the window, and the doors for those who have a number: of a petition, or of a saved draft.

A number that does not exist is answered like a wrong password, and after the same time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ordinance.case_numbers import fault, normal
from petitions.dialogue.fields import offered
from petitions.dialogue.settings import always, dialogue_name, runs
from petitions.filing import drafts, limits
from petitions.filing.keys import draft_path, path_of
from petitions.filing.own import OwnCase
from petitions.filing.private import TOO_MANY, UNPROCESSABLE, posted, private, show
from petitions.listing import catalogue_place
from petitions.models import Case, DialogueSetting
from petitions.services.repeats import digits_of
from petitions.transfer.whereabouts import moved
from tenants.selectors import current_policy

_LONGEST = 100
_MOST_OWN = 50


class NumberForm(forms.Form):
    """A number as people type it; what is mistyped is said before anything is looked up."""

    number = forms.CharField(
        label=_("Receipt number"),
        max_length=_LONGEST,
        error_messages={"required": _("Please write the number.")},
        help_text=_("Twelve letters and digits, for example 7KMP-30XH-R9TX."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        wrong = fault(self.cleaned_data["number"])
        if wrong is not None:
            raise forms.ValidationError(wrong.said(gettext))
        return normal(self.cleaned_data["number"])


class CaseForm(NumberForm):
    """The number of a petition and what only its petitioner knows."""

    secret = forms.CharField(
        label=_("Password, or e-mail address or telephone number"),
        max_length=254,
        strip=False,
        error_messages={"required": _("Please fill this in.")},
        help_text=_("The password, if you chose one when you filed; else the e-mail address or telephone number."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class DraftForm(NumberForm):
    """The number of a saved petition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = _("Number of the saved petition")


@private
def front(request: HttpRequest) -> HttpResponse:
    """Find a service, see one's petition, go on with a saved one, write to the head, ask. Members see theirs."""
    own: list[OwnCase] = []
    if request.user.is_authenticated:
        rows = Case.objects.filter(member=request.user, erased_at=None).select_related("service", "department")
        own = [OwnCase(row) for row in rows[:_MOST_OWN]]
    setting, policy = DialogueSetting.current(), current_policy().policy
    context = {
        "catalogue": catalogue_place(request),
        "own": own,
        "dialogue": dialogue_name() if runs(setting, policy) else "",
        "always": always(policy),
        "fields": offered(),
    }
    return show(request, "front", context)


@private
def case(request: HttpRequest) -> HttpResponse:
    """My petition (내 민원 확인)."""
    if request.method != "POST":
        return show(request, "lookup", {"form": CaseForm()})
    form = CaseForm(posted(request))
    if not form.is_valid():
        return show(request, "lookup", {"form": form}, UNPROCESSABLE)
    number = form.cleaned_data["number"]
    try:
        attempt = limits.begin("case", number, request.META.get("REMOTE_ADDR", ""))
    except limits.TooOften as refused:
        still = gettext("The address on your receipt and in our mails opens your petition at any time.")
        form.add_error(None, [refused.sentence, still])
        return show(request, "lookup", {"form": form}, TOO_MANY)
    found = Case.objects.filter(number=number, erased_at=None).first()
    if found is None and (there := moved(number)) is not None:  # nothing personal is left here to protect
        attempt.delete()
        return show(request, "moved", {"there": there})
    if not _knows(found, form.cleaned_data["secret"]) or found is None:
        form.add_error(None, gettext("There is no petition with this number and this password or contact."))
        return show(request, "lookup", {"form": form}, UNPROCESSABLE)
    attempt.delete()
    return redirect(path_of(found))


@private
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with a saved petition."""
    if request.method != "POST":
        return show(request, "resume", {"form": DraftForm()})
    form = DraftForm(posted(request))
    if not form.is_valid():
        return show(request, "resume", {"form": form}, UNPROCESSABLE)
    number = form.cleaned_data["number"]
    try:
        attempt = limits.begin("draft", number, request.META.get("REMOTE_ADDR", ""))
    except limits.TooOften as refused:
        form.add_error(None, refused.sentence)
        return show(request, "resume", {"form": form}, TOO_MANY)
    opened = drafts.find(number)
    if opened is None:
        form.add_error(None, gettext("There is no saved petition with this number, or its days are over."))
        return show(request, "resume", {"form": form}, UNPROCESSABLE)
    attempt.delete()
    return redirect(draft_path(number, "resume", opened.draft.language))


def _knows(found: Case | None, secret: str) -> bool:
    """Whether somebody knows what only the petitioner knows. All is compared, whether there is anything or not."""
    password = found.password if found else ""
    by_password = check_password(secret, password or _nobodys()) and bool(password)
    email, telephone = (found.email or "", found.telephone or "") if found else ("", "")
    by_contact = _same(secret.strip().lower(), email.lower()) | _same(digits_of(secret), digits_of(telephone))
    return by_password or (by_contact and not password)


def _same(one: str, other: str) -> bool:
    return constant_time_compare(one, other) and bool(other)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """A hash that no password fits, made as real ones are."""
    return make_password("nobody's")
