"""The frame of what stands below a board: its place in the trail, in the switcher of languages, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from cms.boards.models import BoardPage, Post
from cms.boards.people import Writer, may_read, signed_in, why_closed
from cms.core.trail import Stop, page_trail
from cms.languages.switcher import remember_below

#: Whatever stands below a board stands below it in each language in which there is a page of it.
EVERY_LANGUAGE = tuple(code for code, _name in settings.LANGUAGES)
FORBIDDEN, GONE, UNPROCESSABLE, TOO_MANY = 403, 410, 422, 429


@dataclass(frozen=True)
class Below:
    """Something below a board; to whoever builds the frame it looks like a page."""

    page: BoardPage
    end: str
    title: str
    url: str
    description: str = ""

    @property
    def path(self) -> str:
        """Its place below the board: no page has it."""
        return f"{self.page.path}/{self.end}"

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Its address."""
        return self.url


def show(
    request: HttpRequest,
    page: BoardPage,
    template: str,
    title: str,
    end: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    description: str = "",
) -> HttpResponse:
    """A page below the board. Whatever belongs to one person or may go at any moment is kept by nobody."""
    below = Below(page, end, title, f"{page.get_url(request)}{end}", description)
    whole = page.get_context(request)
    trail = [*page_trail(page, request), Stop(title, below.url)]
    request._page_trail = (below.path, trail)  # type: ignore[attr-defined]
    remember_below(request, end, EVERY_LANGUAGE)
    whole |= {"shown": below, "trail": trail, "board": page, **(context or {})}
    response = TemplateResponse(request, f"boards/{template}.html", whole, status=status)
    response["Cache-Control"] = "no-store, private" if request.method == "POST" else "no-cache, private"
    return response


def closed(request: HttpRequest, page: BoardPage) -> HttpResponse | None:
    """What somebody sees who may not read the board; None for those who may."""
    if may_read(page, request.user):
        return None
    context = {"why": why_closed(page, request.user), "asks_to_sign_in": not request.user.is_authenticated}
    return show(request, page, "closed", page.title, "", context, status=FORBIDDEN)


def post_of(page: BoardPage, pk: int) -> Post:
    """A post of this board, in whatever state. Raises Http404."""
    rows = Post.objects.select_related("department", "case")
    found = rows.filter(board_id=page.source.pk, pk=pk).first()
    if found is None:
        raise Http404
    found.board = page.source
    return found


def address_of_reader(request: HttpRequest) -> str:
    """The network address, of which nothing but a keyed hash is kept, for a day."""
    return str(request.META.get("REMOTE_ADDR", ""))


def person(request: HttpRequest, *, nickname: str = "") -> Writer | None:
    """Who is signed in; None for a guest."""
    return signed_in(request.user, nickname=nickname, address=address_of_reader(request))


def language() -> str:
    """In which the reader reads and writes."""
    return get_language() or "ko"
