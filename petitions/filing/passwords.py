"""A petition's password set anew where it has become known (안양 제9조제4항, 용인 제10조제4항).

A key that is good once is given away by an officer who has verified who asks (:func:`give_key`), or by a provider.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.members import proving as identity
from cms.ordinance.disclosure import PasswordFacts, must_change_password
from petitions.filing.forms import CheckForm, check_new_password
from petitions.filing.keys import case_key, hashed, path_of
from petitions.filing.own import OwnCase
from petitions.filing.own_page import case_opened_by
from petitions.filing.private import GONE, UNPROCESSABLE, posted, private, show
from petitions.models import Case, PasswordKey
from petitions.services.acting import PETITIONER, By, Refused, lock, log
from petitions.tongues import read_here
from tenants.addresses import desk_address
from tenants.selectors import current_policy

LASTS = dt.timedelta(hours=24)


class NewPasswordForm(forms.Form):
    """The new one, twice."""

    password = CheckForm.base_fields["password"]
    password_again = CheckForm.base_fields["password_again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
            field.error_messages["required"] = gettext_lazy("Please fill this in.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_new_password(self, data)
        return data


def give_key(case: Case, by: By, *, exposed: bool, demanded: bool, verified: bool) -> str:
    """The address under which the petitioner sets a new password, once within a day.

    :raises Refused: with every reason of the ordinance (not exposed, not demanded, identity not verified).
    """
    facts = PasswordFacts(exposed, demanded, verified)
    verdict = must_change_password(facts, current_policy().policy)
    if not verdict:
        raise Refused(verdict.reasons)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        held = lock(case)
        held.password_keys.filter(used_at=None).update(used_at=timezone.now())
        name = by.name or (by.user.get_full_name() if by.user else "")
        PasswordKey.objects.create(
            case=held, lookup=hashed("password", secret), by_name=name, expires_at=timezone.now() + LASTS
        )
        log(held, "identity", by)
    with translation.override(read_here(case.language)):
        return f"{desk_address()}{reverse('petition_password', args=[secret])}"


@private
def renew(request: HttpRequest, key: str) -> HttpResponse:
    """Set a new password with a key."""
    rows = PasswordKey.objects.filter(used_at=None, expires_at__gt=timezone.now())
    row = rows.select_related("case").filter(lookup=hashed("password", key)).first()
    if row is None:
        return show(request, "password_gone", {}, GONE)
    form = NewPasswordForm(posted(request) if request.method == "POST" else None)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return show(request, "password", {"form": form, "own": OwnCase(row.case)}, status)
    case = _set(row, form.cleaned_data["password"])
    return redirect(f"{path_of(case)}?done=password") if case else show(request, "password_gone", {}, GONE)


@private
def verify(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The petitioner asks for a new password and is sent to prove who they are."""
    case = case_opened_by(number, key)
    chosen = identity.provider(request.POST.get("provider", ""))
    if request.method == "POST" and chosen is not None:
        back = reverse("petition_password_verified", args=[number, key, chosen.key])
        return chosen.begin(request, identity.state_for(f"password {number}"), back)
    return _ask(request, case)


@private
def verified(request: HttpRequest, number: str, key: str, provider: str) -> HttpResponse:
    """Back from a provider: the name must be the petitioner's."""
    case, chosen = case_opened_by(number, key), identity.provider(provider)
    if chosen is None:
        raise Http404
    try:
        state, found = chosen.finish(request)
        if not identity.belongs(state, f"password {number}"):
            raise identity.NotVerified(_("This answer came too late or belongs to another petition. Please try again."))
        if _plain(found.name) != _plain(case.name or ""):
            raise identity.NotVerified(_("This petition was filed under another name."))
        return redirect(give_key(case, PETITIONER, exposed=True, demanded=True, verified=True))
    except identity.NotVerified as refused:
        return _ask(request, case, refused.sentence, UNPROCESSABLE)
    except Refused as refused:
        return _ask(request, case, " ".join(refused.reasons), UNPROCESSABLE)


def _ask(request: HttpRequest, case: Case, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"own": OwnCase(case), "key": case_key(case), "providers": identity.providers(), "refusal": refusal}
    return show(request, "password_verify", context, status)


@transaction.atomic
def _set(row: PasswordKey, password: str) -> Case | None:
    """None where the key was used meanwhile. The address of the petition changes with its password."""
    used = PasswordKey.objects.filter(pk=row.pk, used_at=None).update(used_at=timezone.now())
    if not used:
        return None
    case = lock(row.case)
    case.password = make_password(password)
    case.version += 1
    case.save(update_fields=["password", "version"])
    log(case, "password", PETITIONER)
    return case


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
