"""A line for readers whose browser asks for another language than the page's: offered, never forced.

It stands on the page as it comes from the server, in the reader's language, and leads to the same page in it. Whoever
does not want it sends it away; that is kept in one cookie and says nothing else. Shared caches keep a copy for each
language that is preferred (docs/deploy.md); the address of a page still gives the same words to everybody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.chrome import site_chrome

COOKIE = "language_hint"
NO_MORE = "no"
COOKIE_AGE = 365 * 24 * 60 * 60
#: What browsers call the two ways of writing Chinese, by script and by place.
_CHINESE = {
    "zh-hans": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-my": "zh-hans", "zh": "zh-hans",
    "zh-hant": "zh-hant", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant",
}  # fmt: skip
_OTHER_WAY = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}


@dataclass(frozen=True)
class Hint:
    """The line, its link and the way to send it away, all in the language that it offers."""

    language: str
    text: str
    url: str
    dismiss_text: str
    dismiss_url: str


def language_hint(request: HttpRequest) -> Hint | None:
    """For the page that is shown; no query beside the language switcher's."""
    if getattr(request, "served_page", None) is None:
        return None
    request.language_hint_asked = True
    if request.COOKIES.get(COOKIE) == NO_MORE:
        return None
    known = {each["code"]: each for each in site_chrome(request)["chrome"]["languages"] if _is_there(each)}
    code = preferred(request.headers.get("Accept-Language", ""), known)
    if code is None or known[code]["current"]:
        return None
    return _in_language(code, known[code], request.get_full_path())


def preferred(header: str, known: Collection[str]) -> str | None:
    """Which of the known languages the browser asks for first; None where it asks for none of them."""
    for asked in (name for name, weight in parse_accept_lang_header(header.lower()) if weight):
        found = _known_as(asked, known)
        if found:
            return found
    return None


def vary(request: HttpRequest, response: HttpResponse) -> None:
    """Copies of a page on which the hint was considered are not for everybody."""
    if getattr(request, "language_hint_asked", False):
        patch_vary_headers(response, ("Accept-Language", "Cookie"))


@never_cache
@require_safe
def dismiss(request: HttpRequest) -> HttpResponse:
    """No more hints, and back to the page, never to another host. It changes only the reader's own cookie."""
    target = request.GET.get("next", "/")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=hosts, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(COOKIE, NO_MORE, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def _is_there(language: dict[str, object]) -> bool:
    """The page itself, or the same page in that language: a front page in its place is no hint."""
    return bool(language["current"] or language["translated"])


def _known_as(asked: str, known: Collection[str]) -> str | None:
    """``en-GB`` is English; ``zh-TW`` is written in the traditional way, the other one being better than none."""
    script = "-".join(asked.split("-")[:2])
    chinese = _CHINESE.get(script) or (_CHINESE["zh"] if asked.startswith("zh-") else _CHINESE.get(asked))
    for code in (chinese, _OTHER_WAY.get(chinese)) if chinese else (asked.split("-")[0],):
        if code in known:
            return code
    return None


def _in_language(code: str, language: dict[str, object], path: str) -> Hint:
    with override(code):
        return Hint(
            language=code,
            text=_("You can read this page in %(language)s.") % {"language": language["name"]},
            url=str(language["url"]),
            dismiss_text=_("Do not show this any more"),
            dismiss_url=f"{reverse('language_hint')}?{urlencode({'next': path})}",
        )
