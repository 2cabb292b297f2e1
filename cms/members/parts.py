"""What header and account pages show of accounts. Nothing personal stands on a page that is kept for others.

Only a browser that sends a session is asked who it is, and what such a browser is answered is kept by nobody (see the
map ``$signed_in`` in docs/deploy.md).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse

from cms.core.chrome import register_chrome_part
from cms.members.selectors import is_citizen

DESK, CITIZEN = "members/desk_account.html", "members/citizen.html"


def register() -> None:
    """Sign up; called once when the applications are ready."""
    register_chrome_part("sign_in_url", sign_in_url)
    register_chrome_part("sign_up_url", sign_up_url)
    register_chrome_part("my_page_url", my_page_url)
    register_chrome_part("account_layout", account_layout)


def sign_in_url(request: HttpRequest) -> str:
    """Where one signs in, to come back to this page."""
    return _and_back("account_login", request)


def sign_up_url(request: HttpRequest) -> str:
    """Where citizens become members; nowhere on the platform's own host."""
    return "" if _on_platform() else _and_back("account_signup", request)


def my_page_url(request: HttpRequest) -> str:
    """A member's own page, for a member who is signed in."""
    if _on_platform() or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return reverse("member_me") if is_citizen(getattr(request, "user", None)) else ""


def account_layout(request: HttpRequest) -> str:
    """Account pages look like the desk for whoever works there or is on the way to it, like the site for citizens."""
    user = getattr(request, "user", None)
    works_here = user is not None and user.is_authenticated and not is_citizen(user)
    to_the_desk = (request.GET.get("next") or request.POST.get("next") or "").startswith("/admin/")
    return DESK if _on_platform() or works_here or to_the_desk else CITIZEN


def _and_back(name: str, request: HttpRequest) -> str:
    """With this page to come back to, where it is one that can be come back to."""
    if request.method != "GET" or "/account/" in request.path:
        return reverse(name)
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"


def _on_platform() -> bool:
    return connection.schema_name == "public"
