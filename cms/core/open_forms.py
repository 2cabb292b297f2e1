"""Forms that anybody may send: no session, no cookie, no puzzle, nothing to solve.

They stand on pages that are cached for everybody. A signed token proves that a form was fetched before it was sent, and
not a moment before; a field that nobody sees catches programs; so much from one address is enough for a while.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Any, Self

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

#: A person reads at least this long, in seconds; a day later the form is fetched anew.
SOONEST = 2
LATEST = 24 * 60 * 60
#: A field that no person sees; only programs fill in everything.
TRAP = "homepage"
MOST_LINKS = 1
#: Neither the keyboard nor a browser nor a password manager is to find it.
_NOBODY = {
    "tabindex": -1,
    "autocomplete": "off",
    "data-1p-ignore": "true",
    "data-bwignore": "true",
    "data-lpignore": "true",
}
_LINK = re.compile(r"(?:https?://|www\.)\S+|\[url|<a\s", re.IGNORECASE)


class TooSoon(ValueError):  # noqa: N818
    """Sent faster than anybody reads."""


class TooLate(ValueError):  # noqa: N818
    """Sent from a page that was fetched more than a day ago, or with a token of another form."""


class TooMany(Exception):  # noqa: N818
    """More than a person would send; the sentence is for the reader."""

    def __init__(self) -> None:
        super().__init__(_("Much has been sent just now. Please try again in ten minutes."))


def token_for(purpose: str, about: object) -> str:
    """For the form of this purpose about this thing."""
    return signing.TimestampSigner(salt=purpose).sign(str(about))


def check(token: str, purpose: str, about: object) -> None:
    """Raises TooSoon or TooLate."""
    signer = signing.TimestampSigner(salt=purpose)
    try:
        signed = signer.unsign(token, max_age=LATEST)
    except signing.BadSignature as wrong:
        raise TooLate from wrong
    if signed != str(about):
        raise TooLate
    try:
        signer.unsign(token, max_age=SOONEST)
    except signing.SignatureExpired:
        return
    raise TooSoon


def sender_of(purpose: str, address: str) -> str:
    """The same for one network address during a day, and nothing that leads back to it."""
    about = f"{timezone.localdate()} {network_of(address)}"
    return salted_hmac(f"{purpose}.sender", about, algorithm="sha256").hexdigest()


def network_of(address: str) -> str:
    """Whose an address is: of IPv6 its network (/64), which one household has whole and takes a new address of at will.

    What is no address stands for itself.
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return address if known.version == 4 else str(ipaddress.ip_network((known, 64), strict=False))


def likely_advertising(text: str) -> bool:
    """Whether it holds more links than somebody needs who writes to an office."""
    return len(_LINK.findall(text)) > MOST_LINKS


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a page of another site sent it. There is no right that it could misuse; it is refused all the same."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


class OpenForm(forms.Form):
    """The token and the trap; what a form asks besides, it adds. ``purpose`` is the form's own name."""

    purpose = ""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(required=False, widget=forms.TextInput(attrs=_NOBODY))

    def __init__(self, *args: Any, about: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about

    @classmethod
    def empty(cls, about: object) -> Self:
        """With a token of now."""
        return cls(about=about, initial={"token": token_for(cls.purpose, about)})

    @property
    def sent_by_program(self) -> bool:
        """The trap was filled in."""
        return bool(self.data.get(TRAP))

    def with_new_token(self) -> Self:
        """To be shown again as it was typed."""
        data: Any = self.data.copy()
        data["token"] = token_for(self.purpose, self.about)
        self.data = data
        return self

    def clean(self) -> dict[str, Any]:
        """A form that somebody read."""
        data: dict[str, Any] = super().clean() or {}
        try:
            check(self.data.get("token", ""), self.purpose, self.about)
        except TooSoon:
            self.add_error(None, _("That was very fast. Please send it once more."))
        except TooLate:
            self.add_error(None, _("This page was opened too long ago. Please send it once more."))
        return data
