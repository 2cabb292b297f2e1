"""Lockout after failed sign-ins (django-axes): how many, how long, and the sentence that says when to try again.

Staff are locked by name: a whole town hall shares one network address. Citizens are locked by name and network address
together, or anybody could keep a neighbour out; guesses from many addresses are limited by allauth beside it.
"""

import datetime as dt
import re
from typing import Any

from axes.helpers import get_client_ip_address, get_failure_limit
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.core.encryption import blind_index
from cms.members.models import SignInPolicy
from cms.members.stand_in import is_stand_in, stand_in

_ACCOUNT = re.compile(r"[0-9a-f]{32}")


def failure_limit(request: HttpRequest, credentials: dict | None) -> int:
    """AXES_FAILURE_LIMIT, from the municipality's sign-in rules."""
    return SignInPolicy.current().lockout_failures


def cool_off(request: HttpRequest | None) -> dt.timedelta:
    """AXES_COOLOFF_TIME, from the municipality's sign-in rules."""
    return SignInPolicy.current().lockout


def counted_name(request: HttpRequest | None, credentials: dict | None) -> str:
    """AXES_USERNAME_CALLABLE: under which name failures are counted and kept.

    Never what was typed, but for the name of an account of staff: what else people type into this field by mistake
    (an address, a name, a telephone number) would stand in the table.
    """
    given = credentials or {}
    name = given.get("email") or given.get("username") or ""
    if not name or is_stand_in(name):
        return name
    if _ACCOUNT.fullmatch(name):
        return stand_in(name)
    known = get_user_model().objects.filter(username=name).exists()
    return name if known else blind_index(name, "members.unknown")[:40]


def counted_by(request_or_attempt: Any, credentials: dict | None = None) -> list[Any]:
    """AXES_LOCKOUT_PARAMETERS."""
    name = getattr(request_or_attempt, "username", None) or counted_name(None, credentials)
    return [["username", "ip_address"]] if is_stand_in(name) else ["username"]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE: says after how many failures, and until when. The same for names that do not exist."""
    name = counted_name(request, credentials)
    context = {
        "failures": get_failure_limit(request, credentials),
        "until": opens_at(request, name),
        "citizen": is_stand_in(name),
    }
    return render(request, "account/locked_out.html", context, status=429)


def opens_at(request: HttpRequest, name: str) -> dt.datetime:
    """When the name that was tried may be tried again: the last failure and the time of lockout after it."""
    tried = AccessAttempt.objects.filter(username=name)
    if is_stand_in(name):
        tried = tried.filter(ip_address=get_client_ip_address(request))
    last = tried.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return (last or timezone.now()) + SignInPolicy.current().lockout
