"""Notes who acts by which view, and tells them what was refused below it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.members.middleware import is_desk
from cms.ordinance.masking import mask
from cms.publication import acting
from cms.publication.reasons import PublicationRefused

#: A reason for a removal comes in this field of any form of the desk.
REASON = "removal_reason"


class PublicationMiddleware:
    """For every request that may write: the desk's views, wagtail-localize's, an API's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        reason = request.POST.get(REASON, "").strip() if is_desk(request.path) else ""
        with acting.acting(way=request.path[:100], request=request, reason=reason) as now:
            response = self.get_response(request)
            for refused in now.refusals:
                tell(request, refused)
        return response

    def process_view(self, request: HttpRequest, view: object, args: tuple, kwargs: dict) -> None:
        """The name of the view says more than an address."""
        match = request.resolver_match
        now = acting.present()
        if now.request is request and match is not None and match.view_name:
            now.way = match.view_name[:100]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view that did not expect to be refused: back to where it was asked, with all the reasons."""
        if not isinstance(exception, PublicationRefused) or not is_desk(request.path):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": " ".join(exception.sentences)}, status=422)
        return HttpResponseRedirect(_back(request, exception))


def tell(request: HttpRequest, refused: PublicationRefused) -> None:
    """One message for the page or document, with every reason, and a way to its editor."""
    said = _("“%(title)s” was not published. %(reasons)s") % {
        "title": mask(refused.page.title),
        "reasons": " ".join(refused.sentences),
    }
    address = _editor_of(refused)
    messages.error(request, said, buttons=[messages.button(address, _("Open in the editor"))] if address else [])


def _editor_of(refused: PublicationRefused) -> str:
    """Where it can be put right; nothing for what was never saved."""
    if not refused.page.pk:
        return ""
    name = "wagtailadmin_pages:edit" if isinstance(refused.page, Page) else "wagtaildocs:edit"
    return reverse(name, args=[refused.page.pk])


def _back(request: HttpRequest, refused: PublicationRefused) -> str:
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return came_from
    return _editor_of(refused) or reverse("wagtailadmin_home")
