"""How a reader wants to see the site (보기 설정): size of the text and contrast, kept in one cookie.

The server reads the cookie and marks ``<html>``, so the choice holds without JavaScript and nothing flashes.
The form sends GET: a cached page can hold it, since it carries no token; it changes only the reader's own cookie.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 60 * 60
SIZES = {"s": _("Small"), "m": _("Normal"), "l": _("Slightly large"), "xl": _("Large"), "xxl": _("Largest")}
MODES = {"light": _("Standard"), "hc": _("High contrast"), "system": _("As the system is set")}


@dataclass(frozen=True)
class Display:
    """Size of the text (작게 … 가장 크게) and mode (기본, 선명하게, 시스템 설정)."""

    size: str = "m"
    mode: str = "system"

    @classmethod
    def of(cls, request: HttpRequest | None) -> "Display":
        """The reader's choice; what the cookie holds beyond the known values is ignored."""
        cookie = request.COOKIES.get(COOKIE, "") if request else ""
        size, _, mode = cookie.partition(".")
        return cls.checked(size, mode)

    @classmethod
    def checked(cls, size: str, mode: str) -> "Display":
        """Known values as they are, unknown ones replaced by the default."""
        return cls(size if size in SIZES else cls.size, mode if mode in MODES else cls.mode)

    @property
    def size_choices(self) -> list[tuple[str, Promise]]:
        """Values and labels, for the form."""
        return list(SIZES.items())

    @property
    def mode_choices(self) -> list[tuple[str, Promise]]:
        """Values and labels, for the form."""
        return list(MODES.items())

    @property
    def cookie(self) -> str:
        return f"{self.size}.{self.mode}"


@never_cache
@require_safe
def display_settings(request: HttpRequest) -> HttpResponse:
    """Store the choice and go back to the page that the reader came from, never to another host."""
    display = Display.checked(request.GET.get("size", ""), request.GET.get("mode", ""))
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    if display == Display():
        response.delete_cookie(COOKIE)
    else:
        # Not HttpOnly: core.js applies a choice at once. Nothing secret is in it.
        response.set_cookie(COOKIE, display.cookie, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure())
    return response
