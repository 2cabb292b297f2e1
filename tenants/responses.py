"""Answers without a municipality's page: nothing here reads a schema or shows one municipality's look for another's."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from tenants.models import Municipality


def not_found() -> HttpResponse:
    """A plain 404 for a host that no municipality has."""
    return HttpResponseNotFound("404 Not Found\n", content_type="text/plain; charset=utf-8")


def suspended(municipality: Municipality, path: str) -> HttpResponse:
    """A plain 503 with a sentence: the municipality exists, its site is switched off.

    In Korean and English, and before them in the language of the address.
    """
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with override(language):
        context = {"municipality": municipality, "language": language}
        page = render_to_string("tenants/suspended.html", context)
    return HttpResponse(page, status=503, headers={"Cache-Control": "no-store", "Retry-After": "3600"})
