"""Lockout after failed sign-ins (django-axes): how many, how long, and the sentence that says when to try again."""

import datetime as dt

from axes.helpers import get_failure_limit
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.members.models import SignInPolicy


def failure_limit(request: HttpRequest, credentials: dict | None) -> int:
    """AXES_FAILURE_LIMIT, from the municipality's sign-in rules."""
    return SignInPolicy.current().lockout_failures


def cool_off(request: HttpRequest | None) -> dt.timedelta:
    """AXES_COOLOFF_TIME, from the municipality's sign-in rules."""
    return SignInPolicy.current().lockout


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE: says after how many failures, and until when. The same for names that do not exist."""
    context = {"failures": get_failure_limit(request, credentials), "until": opens_at(credentials or {})}
    return render(request, "account/locked_out.html", context, status=429)


def opens_at(credentials: dict, now: dt.datetime | None = None) -> dt.datetime:
    """When the name that was tried may be tried again: the last failure and the time of lockout after it."""
    name = credentials.get("username") or credentials.get("login") or ""
    last = AccessAttempt.objects.filter(username=name).order_by("-attempt_time").values_list("attempt_time", flat=True)
    return (last.first() or now or timezone.now()) + SignInPolicy.current().lockout
