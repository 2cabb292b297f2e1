"""How allauth behaves here: no sign-up yet, one door for staff, one-time passwords that can be made mandatory."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import connection
from django.http import HttpRequest

from cms.members import secrets
from cms.members.identity import organisation_name
from cms.members.models import SignInPolicy


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed: staff accounts are made by system operation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk of the municipality; the console on the platform's own host."""
        return home_after_sign_in()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return home_after_sign_in()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The password is asked again for delicate things, but not of someone who signed in minutes ago."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _signed_in_just_now(context.request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time passwords (TOTP) and recovery codes; their secrets are not stored in the clear."""

    def get_totp_issuer(self) -> str:
        """The municipality's name in the authenticator app."""
        return organisation_name()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not where the municipality requires a second factor."""
        return not SignInPolicy.current().second_factor_required

    def encrypt(self, text: str) -> str:
        """Bound to the schema: a row copied to another municipality does not open."""
        return secrets.encrypt(text, _purpose())

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises InvalidToken for one of another schema or of a key that is gone."""
        return secrets.decrypt(encrypted_text, _purpose())


def home_after_sign_in() -> str:
    """Where staff and operators work."""
    return "/console/" if connection.schema_name == "public" else "/admin/"


def _signed_in_just_now(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def _purpose() -> str:
    return f"second-factor:{connection.schema_name}"
