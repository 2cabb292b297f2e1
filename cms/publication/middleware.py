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
from cms.publication.refusals import keep_for_confirming

#: A reason for a removal comes in this field of any form of the desk.
REASON = "removal_reason"


class PublicationMiddleware:
    """For every request that may write: the desk's views, wagtail-localize's, an API's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with acting.acting(way=request.path[:100], request=request) as now:
            response = self.get_response(request)
            screens = [tell(request, refused) for refused in now.refusals]
        if len(screens) == 1 and screens[0] and _is_a_page(response):
            return HttpResponseRedirect(screens[0])  # one page, and a person may answer for it: ask at once
        return response

    def process_view(self, request: HttpRequest, view: object, args: tuple, kwargs: dict) -> None:
        """The name of the view says more than an address; the form may say why something is taken away.

        A view that limits what is uploaded to it (``limits_upload``) has to see the request before its body is read.
        """
        match = request.resolver_match
        now = acting.present()
        if now.request is not request:
            return
        if match is not None and match.view_name:
            now.way = match.view_name[:100]
        if is_desk(request.path) and not getattr(view, "limits_upload", False):
            now.reason = request.POST.get(REASON, "").strip()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view that did not expect to be refused: back to where it was asked, with all the reasons."""
        if not isinstance(exception, PublicationRefused) or not is_desk(request.path):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": " ".join(exception.sentences)}, status=422)
        return HttpResponseRedirect(_back(request, exception))


def _is_a_page(response: HttpResponse) -> bool:
    """What a browser shows: not an answer to a script."""
    return response.status_code == 302 or response.headers.get("Content-Type", "").startswith("text/html")


def tell(request: HttpRequest, refused: PublicationRefused) -> str:
    """One message for the page or document, with every reason, and a way to its editor.

    Returns the address of the screen on which a person may answer for what is not sure; empty where there is none.
    """
    said = _("“%(title)s” was not published. %(reasons)s") % {
        "title": mask(refused.page.title),
        "reasons": " ".join(refused.sentences),
    }
    address, screen = _editor_of(refused), ""
    buttons = [messages.button(address, _("Open in the editor"))] if address else []
    if is_desk(request.path):
        screen = keep_for_confirming(request, refused, _back(request, refused))
    if screen:
        buttons.append(messages.button(screen, _("Confirm what may be shown")))
    messages.error(request, said, buttons=buttons)
    return screen


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
