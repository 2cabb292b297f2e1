"""What every page of filing has: no cookie behind it, nothing kept on the way, and a word when things break."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.open_forms import from_elsewhere
from petitions.filing.outage import typed_text_kept

UNPROCESSABLE, TOO_MANY, TOO_LARGE, GONE = 422, 429, 413, 410
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A view of something personal: its address is a key, so no cookie is asked for and none protects it."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST":
                _ = request.POST  # read here: what is too large is told apart from what is wrong
                if from_elsewhere(request):
                    raise PermissionDenied
            response = view(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            response = render(request, "petitions/filing/too_large.html", status=TOO_LARGE)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            response = typed_text_kept(request)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"  # the address is a key
        return response

    return wrapped


def posted(request: HttpRequest) -> QueryDict:
    """What was sent, without the NUL that no database takes; a line break is one sign, as the limits count it."""
    data = request.POST.copy()
    for name, values in data.lists():
        data.setlist(name, [value.replace("\x00", "").replace("\r\n", "\n") for value in values])
    return data


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room."""
    return render(request, f"petitions/filing/{template}.html", context, status=status)
