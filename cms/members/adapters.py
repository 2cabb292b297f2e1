"""How allauth behaves here: one door for staff and citizens, by which they come in differently and go elsewhere."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.members import secrets
from cms.members.identity import organisation_name
from cms.members.models import SignInPolicy
from cms.members.selectors import is_citizen, member_of

#: Figures: ``ACCOUNT_RATE_LIMITS``. Those of one-time codes ("login_failed") are the library's own, and stricter.
GUESSES, _APP = "password_guessed", "allauth.account"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Guesses at one account from many addresses. Those from one that is locked out already do not count: nobody
        keeps a neighbour out by trying on and on.

        :raises ValidationError: where it is enough for a while.
        """
        if not AxesProxyHandler.is_allowed(request, credentials):
            return  # what asks for the password next says until when
        key = self._get_login_attempts_cache_key(request, **credentials)
        self._login_failed_rl_usage = ratelimit.consume(request, app=_APP, action=GUESSES, key=key)
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """After a new password by mail."""
        ratelimit.clear(
            request, app=_APP, action=GUESSES, key=self._get_login_attempts_cache_key(request, **credentials)
        )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not by allauth's own form: citizens sign up by ours, accounts of staff are made by system operation."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Back to this host only: every other municipality of the installation is another site."""
        return url_has_allowed_host_and_scheme(
            url, {context.request.get_host()}, require_https=context.request.is_secure()
        )

    def get_login_stages(self) -> list[str]:
        """Citizens prove their address before, and are asked for new consents after everything else."""
        return [
            "cms.members.stages.ProvenAddressStage",
            *super().get_login_stages(),
            "cms.members.stages.ConsentStage",
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A citizen's own page; the desk of the municipality; the console on the platform's own host."""
        return home_of(request.user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where they came from."""
        return home_of(request.user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The password is asked again for delicate things, but not of someone who signed in minutes ago."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _signed_in_just_now(context.request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time passwords (TOTP) and recovery codes; their secrets are not stored in the clear."""

    def get_totp_issuer(self) -> str:
        """The municipality's name in the authenticator app."""
        return organisation_name()

    def get_totp_label(self, user: Any) -> str:
        """A citizen's nickname: the account itself knows nothing that would mean anything to them."""
        member = member_of(user)
        return member.nickname if member else super().get_totp_label(user)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not by staff where the municipality requires a second factor of them."""
        return is_citizen(authenticator.user) or not SignInPolicy.current().second_factor_required

    def encrypt(self, text: str) -> str:
        """Bound to the schema: a row copied to another municipality does not open."""
        return secrets.encrypt(text, _purpose())

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises InvalidToken for one of another schema or of a key that is gone."""
        return secrets.decrypt(encrypted_text, _purpose())


def home_of(user: Any) -> str:
    """Where this person goes after signing in."""
    return reverse("member_me") if is_citizen(user) else home_after_sign_in()


def home_after_sign_in() -> str:
    """Where staff and operators work."""
    return "/console/" if connection.schema_name == "public" else "/admin/"


def _signed_in_just_now(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def _purpose() -> str:
    return f"second-factor:{connection.schema_name}"
