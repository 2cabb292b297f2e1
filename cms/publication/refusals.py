"""What was refused below a view and may be confirmed by a person, kept in their session, covered."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.publication.findings import Found
from cms.publication.reasons import PublicationRefused

SESSION = "publication-refused"
#: More refusals than these are not kept: a bulk action names each of its pages anyway.
_KEPT = 20


def keep_for_confirming(request: HttpRequest, refused: PublicationRefused, back: str) -> str:
    """Keep what a person may answer for; returns the address of the screen, empty where there is nothing of it."""
    page = refused.page
    finds = {reason.found: None for reason in refused.reasons if reason.found}
    if not isinstance(page, Page) or not page.pk or not finds:
        return ""
    kept = dict(list(request.session.get(SESSION, {}).items())[-_KEPT:])
    said = [reason.whole for reason in refused.reasons if not reason.found]
    kept[str(page.pk)] = {"finds": [_plain(found) for found in finds], "sure": said, "back": back}
    request.session[SESSION] = kept
    return reverse("publication_confirm", args=[page.pk])


def _plain(found: Found) -> dict[str, Any]:
    return {**asdict(found), "masked": str(found.masked)}
