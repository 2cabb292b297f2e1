"""What was typed while the session ended: held until the same browser has signed in again.

Wagtail sends whoever is not signed in to the sign-in page and drops what was posted. The texts wait in the browser's
new session, which signing in keeps, and are laid out on the sheet again; nothing is saved before the person says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.translating.desk.saving import fields_of

VIEW = "translating_work"
_KEY = "translating.held"
#: Signs of one sheet; the longest pages have a tenth of it. What anybody could make the server keep is bounded so.
_AT_MOST = 200_000


class HeldTextMiddleware:
    """Before the desk asks for a sign-in. A request without the right token never comes so far."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Hold the texts; the desk answers as ever."""
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == VIEW and not request.user.is_authenticated:
            texts = fields_of(request.POST)
            if sum(map(len, texts.values())) <= _AT_MOST:
                request.session[_KEY] = {str(kwargs["translation_id"]): texts}


def taken(request: HttpRequest, translation_id: int) -> dict[str, str]:
    """The texts of a sheet that were held. They are given out once."""
    texts: dict[str, str] = request.session.get(_KEY, {}).get(str(translation_id), {})
    if texts:
        del request.session[_KEY]
    return texts
