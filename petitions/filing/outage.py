"""When the database is gone while somebody sends: an apology that holds what was typed, to be sent once more.

No database is asked, neither for the page's frame nor for the form: what came in is shown again, field by field.
Passwords are not shown; they are asked for anew. Files cannot be given back by a server.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from cms.core.display import Display
from cms.core.errors import look_of, register_rescue
from petitions.filing import typed

UNAVAILABLE = 503
#: Part of every address of this room, and of no page's.
PLACE = "/~petition/"
_LABELS = "labels"
_SHORT = 120


@dataclass(frozen=True)
class Kept:
    """One field as it was sent."""

    name: str
    value: str
    label: str = ""
    is_long: bool = False
    is_password: bool = False


def typed_text_kept(request: HttpRequest) -> HttpResponse:
    """503, with the form as it came in."""
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with override(language):
        context = {
            "fields": _fields(request),
            "files": bool(request.FILES),
            "action": request.get_full_path(),
            "language": language,
            "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
            "display": Display.of(request),
            "look": look_of(request, language),
        }
        page = render_to_string("petitions/filing/kept.html", context)
    headers = {"Retry-After": "60", "Cache-Control": "no-store, private", "Referrer-Policy": "same-origin"}
    return HttpResponse(page, status=UNAVAILABLE, headers=headers)


def rescue(request: HttpRequest, failure: BaseException | None) -> HttpResponse | None:
    """For failures before the view was reached: the municipality itself is looked up in the database."""
    gone = isinstance(failure, OperationalError | InterfaceError)
    return typed_text_kept(request) if gone and request.method == "POST" and PLACE in request.path_info else None


def _fields(request: HttpRequest) -> list[Kept]:
    labels = _labels(request)
    found = []
    for name, values in request.POST.lists():
        for value in values:
            text = typed.visible(value)
            if "password" in name:
                found.append(Kept(name, "", is_password=True))
            elif name in labels and text:
                found.append(Kept(name, text, labels[name], is_long=len(text) > _SHORT or "\n" in text))
            else:
                found.append(Kept(name, text))
    return found


def _labels(request: HttpRequest) -> dict[str, str]:
    """The form says them itself: nothing else knows them now. They are shown as text, whatever they are."""
    try:
        said = json.loads(request.POST.get(_LABELS, "{}"))
    except ValueError:
        return {}
    return {str(name): str(label)[:200] for name, label in said.items()} if isinstance(said, dict) else {}


register_rescue(rescue)
