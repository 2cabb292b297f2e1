"""Answers that no cache keeps."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def unkept(response: Response) -> Response:
    """Who objects to disclosure is gone from every cache with the same click, because none ever had it."""
    response["Cache-Control"] = "no-store"
    return response
