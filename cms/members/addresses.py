"""Account pages in the reader's language: ``/en/account/…``, and where a municipality does not offer it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language_from_path

PLACE = "/account/"


def in_korean(request: HttpRequest) -> str:
    """The same account page without its language; empty for any other page.

    Staff may read their desk in a language that the site does not offer; its links to their account then lead here.
    """
    language = get_language_from_path(request.path_info)
    prefix = f"/{language}"
    if language is None or not request.path_info.startswith(f"{prefix}{PLACE}"):
        return ""
    return request.get_full_path().removeprefix(prefix)
