"""Taking a page away from the public is an act: the desk asks why, before it happens."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.departments.gaps import QuietDelete, QuietUnpublish
from cms.ordinance.masking import mask
from cms.ordinance.personal_data import scan
from cms.publication.middleware import REASON
from cms.publication.offices import offices

MAX_LENGTH = 500


def problem_of(reason: str) -> str:
    """What is wrong with a reason, in a sentence, or nothing. It is kept for good, so it holds no personal data."""
    if not reason:
        return _("Say why. The register keeps the reason.")
    if len(reason) > MAX_LENGTH:
        return _("Say it in at most %(number)s letters.") % {"number": MAX_LENGTH}
    if scan(reason, offices(), timezone.localdate()):
        return _("The reason holds personal data. It was covered; check it and send it again.")
    return ""


def ask_why(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hooks before_unpublish_page and before_delete_page: without a reason, back to the question."""
    if request.method != "POST":
        return None
    given = request.POST.get(REASON, "").strip()
    problem = problem_of(given)
    if not problem:
        return None
    messages.error(request, problem)
    return redirect(f"{request.path}?{urlencode(_kept(request, given))}")


def _kept(request: HttpRequest, given: str) -> dict[str, str]:
    kept = {REASON: mask(given, offices())[:MAX_LENGTH]} if given else {}
    if request.POST.get("next"):
        kept["next"] = request.POST["next"]
    return kept


class AsksWhy:
    """A view of the desk that takes something away asks why, once for all of it."""

    request: HttpRequest

    def asks(self) -> bool:
        """Whether it must be said why."""
        return True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a reason the question is shown again, with what was typed."""
        problem = problem_of(request.POST.get(REASON, "").strip()) if self.asks() else ""
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the question and what was typed, personal data covered."""
        given = self.request.POST.get(REASON, "").strip()
        typed = mask(given, offices())[:MAX_LENGTH] if given else ""
        return {**super().get_context_data(**kwargs), "asks_why": self.asks(), "given_reason": typed}


class ReasonedUnpublish(AsksWhy, QuietUnpublish):
    """Unpublish."""


class ReasonedDelete(AsksWhy, QuietDelete):
    """Delete."""
