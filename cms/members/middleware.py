"""What must be done before anything else at the desk: choosing a new password, setting up the second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from cms.members.models import SignInPolicy
from cms.members.selectors import is_citizen

DESK = "/admin/"
#: In the session of a member who did not agree to what is asked anew.
UNDECIDED = "members.undecided"
UNDECIDED_MAY = ("member_leave", "member_export", "account_logout", "account_reauthenticate", "mfa_reauthenticate")
ALWAYS_OPEN = ("/admin/logout/", "/admin/login/", "/admin/sprite/", "/admin/jsi18n/")


class SignInRulesMiddleware:
    """Sends staff to the duty that is open; what is not a page of the desk's gets 403 instead of a redirect.

    Citizens have nothing to do at the desk, whatever their account was given by mistake.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def process_view(self, request: HttpRequest, view: object, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Whoever did not agree to what holds now may read, take their data along and leave: nothing else is saved."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.get(UNDECIDED):
            return None
        match = request.resolver_match
        if match is None or match.url_name in UNDECIDED_MAY:
            return None
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        return redirect("member_leave") if (match.url_name or "").startswith("member_") else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_desk(request.path) and request.user.is_authenticated:
            if is_citizen(request.user):
                raise PermissionDenied
            duty = open_duty(request.user)
            if duty:
                return _send_to(duty, request)
        return self.get_response(request)


def is_desk(path: str) -> bool:
    """Pages for staff: the desk of a municipality; on the platform's host, everything but the account pages."""
    if connection.schema_name == "public":
        return not path.startswith(("/account/", "/static/"))
    return path.startswith(DESK) and not path.startswith(ALWAYS_OPEN)


def open_duty(user) -> str | None:
    """The name of the page on which this person has something to do first, None when nothing is open."""
    rules = SignInPolicy.current()
    if rules.password_due(user):
        return "account_change_password"
    if rules.second_factor_required and not _has_second_factor(user):
        return "mfa_activate_totp"
    return None


def _has_second_factor(user) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def _send_to(duty: str, request: HttpRequest) -> HttpResponse:
    if request.method != "GET" or request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    return HttpResponseRedirect(f"{reverse(duty)}?{urlencode({'next': request.get_full_path()})}")
