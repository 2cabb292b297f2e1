"""The door through which every form of a board comes in: no cookie is asked for, and what goes wrong loses nothing.

A board's forms stand on a page of Wagtail's, whose view asks for a cookie against forgery. Here nobody needs one:
whoever is signed in is so by a cookie that no other site's form brings along, what another site sends is refused,
and each form carries a token of its own (:mod:`cms.core.open_forms`). Any other page keeps the cookie.
"""

from __future__ import annotations

import time

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.models import Page
from wagtail.views import serve

from cms.boards.models import BoardPage
from cms.boards.outage import sent_back
from cms.boards.people import guest
from cms.boards.text import LONGEST_BODY
from cms.core.open_forms import from_elsewhere

#: What ends the address of a form. A page of that address that is no board's is served as any other.
_ACTS = r"edit|delete|comment|report|object(?:/[\w\-]+)?"
FORMS = rf"^(?P<path>(?:[\w\-]+/)+(?:write|drafts|\d+/(?:comment/\d+/)?(?:{_ACTS}))/)$"
TOO_MANY, TOO_LARGE = 429, 413
#: So many forms a minute come from one network address at most, a school's too; beyond it nothing is looked up.
FLOOD = 60
_MINUTE = 60


@csrf_exempt
def form_door(request: HttpRequest, path: str) -> HttpResponseBase:
    """A form of a board; any other page of such an address as Wagtail serves it."""
    try:
        if request.method == "POST":
            _unused = request.POST  # read here: what is too large is told apart from what is wrong
            if is_flood(request):
                return sent_back(request, TOO_MANY)
        if not _is_of_a_board(request, path):
            return csrf_protect(serve)(request, path)
        if request.method == "POST" and from_elsewhere(request):
            raise PermissionDenied
        response = serve(request, path)
        if isinstance(response, TemplateResponse):
            response.render()  # inside of this: a template asks the database, too
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        response = _too_large(request)
    except (OperationalError, InterfaceError):
        if request.method != "POST":
            raise
        response = sent_back(request)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def is_flood(request: HttpRequest) -> bool:
    """Whether more comes from this address within a minute than people send. Counted in the cache: no query."""
    sender = guest("", address=request.META.get("REMOTE_ADDR", "")).sender
    if not sender:
        return False
    key = f"boards.flood.{int(time.time()) // _MINUTE}.{sender}"
    cache.add(key, 0, 2 * _MINUTE)
    try:
        return bool(cache.incr(key) > FLOOD)
    except ValueError:  # forgotten between the two
        return False


def _is_of_a_board(request: HttpRequest, path: str) -> bool:
    """Wagtail keeps what it found for the request: nothing is looked up twice."""
    found = Page.route_for_request(request, path)
    return found is not None and issubclass(found.page.specific_class or Page, BoardPage)


def _too_large(request: HttpRequest) -> HttpResponse:
    context = {"most": LONGEST_BODY, "title": _("That is too much text")}
    return TemplateResponse(request, "boards/too_large.html", context, status=TOO_LARGE).render()
