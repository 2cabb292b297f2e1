"""Verifying who somebody is (본인확인), through providers that the installation names; none is built in.

``settings.IDENTITY_PROVIDERS`` lists classes by their dotted paths. A provider sends the citizen to wherever they prove
who they are, and back; what it says then is believed. The one that ships is for development: it believes what is typed,
says so on its page, and is refused where real citizens are served.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.core import checks, signing
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core import typed
from cms.members.models import Member

_SALT = "members.identity"
#: Whoever was sent to a provider comes back within so many seconds.
PATIENCE = 30 * 60


@dataclass(frozen=True)
class Verified:
    """Whom a provider has found somebody to be, and when."""

    name: str
    provider: str
    at: dt.datetime


class NotVerified(Exception):  # noqa: N818
    """The citizen broke it off, or the provider does not know them. The sentence is theirs to read."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Provider(Protocol):
    """What a way of verifying must be able to do. ``key`` stands in addresses and in what is kept."""

    key: str
    name: Any
    for_development: bool

    def begin(self, request: HttpRequest, state: str, back: str) -> HttpResponse:
        """Send the citizen off; they come back to the address ``back`` with ``state``."""

    def finish(self, request: HttpRequest) -> tuple[str, Verified]:
        """The state and who they are, when they are back.

        :raises NotVerified: with a sentence.
        """


def state_for(about: str) -> str:
    """What goes along to a provider and back: good for this draft, case or member alone, for a while."""
    return signing.dumps(about, salt=_SALT)


def belongs(state: str, about: str) -> bool:
    """Whether a state was made for this draft, case or member, not too long ago."""
    try:
        return bool(signing.loads(state, salt=_SALT, max_age=PATIENCE) == about)
    except signing.BadSignature:
        return False


def providers() -> Sequence[Provider]:
    """Those that the settings name.

    :raises ImproperlyConfigured: for the development provider where real citizens are served.
    """
    found = _load(tuple(getattr(settings, "IDENTITY_PROVIDERS", ())))
    if any(each.for_development for each in found) and not _may_pretend():
        raise ImproperlyConfigured(
            "The development identity provider believes everybody: it is for demonstrations. "
            "Take it out of IDENTITY_PROVIDERS, or set ALLOW_DEVELOPMENT_IDENTITY=1 where no real citizen is served."
        )
    return found


def provider(key: str) -> Provider | None:
    """One of them."""
    return next((each for each in providers() if each.key == key), None)


@checks.register(checks.Tags.security)
def check_providers(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Says at start that the development provider is refused."""
    try:
        providers()
    except (ImproperlyConfigured, ImportError) as wrong:
        return [checks.Error(str(wrong), id="members.E001")]
    return []


def keep(member: Member, found: Verified) -> None:
    """A provider knows who the member is: the name is kept closed, and by whom and when it was found."""
    member.verified_name, member.verified_by, member.verified_at = found.name, found.provider, found.at
    member.save(update_fields=["verified_name", "verified_by", "verified_at"])


def forget(member: Member) -> None:
    """The member does not want their name known here any more."""
    member.verified_name, member.verified_by, member.verified_at = None, "", None
    member.save(update_fields=["verified_name", "verified_by", "verified_at"])


class DevelopmentProvider:
    """Believes whatever name is typed. For demonstrations and tests."""

    key = "development"
    name = _("Identity check for demonstrations")
    for_development = True

    def begin(self, request: HttpRequest, state: str, back: str) -> HttpResponse:
        return render(request, "members/proving_development.html", {"state": state, "back": back})

    def finish(self, request: HttpRequest) -> tuple[str, Verified]:
        name = typed.one_line(request.POST.get("verified_name", ""))[:100]
        if not name:
            raise NotVerified(gettext("No name was given, so nobody was verified."))
        return request.POST.get("state", ""), Verified(name, self.key, timezone.now())


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> tuple[Provider, ...]:
    return tuple(import_string(path)() for path in paths)


def _may_pretend() -> bool:
    return bool(getattr(settings, "DEMONSTRATION", False) or getattr(settings, "ALLOW_DEVELOPMENT_IDENTITY", False))
