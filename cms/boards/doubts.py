"""What speaks for a program rather than a person. None of it is a reason by itself, and nobody is told of it."""

from __future__ import annotations

from django.http import HttpRequest

from cms.boards.proof import is_first_use, is_solved
from cms.boards.services.rules import UNPROVEN
from cms.core.open_forms import likely_advertising

ADVERTISING, NO_LANGUAGE = "advertising", "no_language"


def doubts(request: HttpRequest, token: str, number: str, text: str) -> tuple[str, ...]:
    """Those that hold. Asked once for what is sent: a proof is used up by it."""
    found = []
    if not (is_solved(token, number) and is_first_use(token)):
        found.append(UNPROVEN)
    if likely_advertising(text):
        found.append(ADVERTISING)
    if not request.headers.get("Accept-Language"):
        found.append(NO_LANGUAGE)
    return tuple(found)
