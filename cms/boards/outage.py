"""What was sent to a board and cannot be taken now comes back as it was typed, to be sent once more.

No database is asked: it may be what is missing, and a flood is not to cost any. Passwords are not shown, they are asked
for anew; files cannot be given back by a server.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from cms.core.display import Display
from cms.core.errors import look_of, register_rescue
from petitions.filing.typed import visible

UNAVAILABLE = 503
_PLACE = re.compile(r"/(?:write|drafts|\d+/(?:comment/\d+/)?(?:edit|delete|comment|report|object)(?:/[\w-]+)?)/$")
_SHORT = 120
#: What is not asked again: each of these would be a field of its own in the page.
_MOST_FIELDS = 60


@dataclass(frozen=True)
class Kept:
    """One field as it was sent; without a label it is carried along unseen."""

    name: str
    value: str
    label: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.value) > _SHORT or "\n" in self.value

    @property
    def is_password(self) -> bool:
        return self.name == "password"


def sent_back(request: HttpRequest, status: int = UNAVAILABLE) -> HttpResponse:
    """The form as it came in: 503 where the database is away, 429 where too much comes from one place."""
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with override(language):
        context = {
            "fields": _fields(request),
            "files": bool(request.FILES),
            "is_outage": status == UNAVAILABLE,
            "action": request.get_full_path(),
            "language": language,
            "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
            "display": Display.of(request),
            "look": look_of(request, language),
        }
        page = render_to_string("boards/kept.html", context)
    headers = {"Retry-After": "60", "Cache-Control": "no-store, private", "Referrer-Policy": "same-origin"}
    return HttpResponse(page, status=status, headers=headers)


def rescue(request: HttpRequest, failure: BaseException | None) -> HttpResponse | None:
    """For failures before the form was reached: the municipality itself is looked up in the database."""
    gone = isinstance(failure, OperationalError | InterfaceError)
    return sent_back(request) if gone and request.method == "POST" and _PLACE.search(request.path_info) else None


def _fields(request: HttpRequest) -> list[Kept]:
    labels = _labels(request)
    found = []
    for name, values in list(request.POST.lists())[:_MOST_FIELDS]:
        for value in values:
            text = "" if name == "password" else visible(value)
            found.append(Kept(name, text, labels.get(name, "") if text or name == "password" else ""))
    return found


def _labels(request: HttpRequest) -> dict[str, str]:
    """The form says them itself: nothing else knows them now. They are shown as text, whatever they are."""
    try:
        said = json.loads(request.POST.get("labels", "{}"))
    except ValueError:
        return {}
    return {str(name): str(label)[:200] for name, label in said.items()} if isinstance(said, dict) else {}


register_rescue(rescue)
