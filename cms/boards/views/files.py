"""Attachments on their way out: only while their post is public, and only to those who may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from cms.boards.models import BoardPage, PostState
from cms.boards.people import may_read
from cms.boards.services.rules import is_over
from cms.boards.views.frame import post_of
from cms.core.encryption import Unreadable
from cms.privacy.files import response_for


def file(page: BoardPage, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One attachment; pictures made anew from their pixels, the rest as a download. Raises Http404 for all others.

    ``?size=small`` is a picture as a gallery shows it; whatever else is asked for is the picture itself.
    """
    found = post_of(page, pk)
    if not may_read(page, request.user) or found.state != PostState.PUBLIC or is_over(found):
        raise Http404
    attachment = found.attachments.filter(pk=number, taken_out_in=None).select_related("file").first()
    if attachment is None:
        raise Http404
    try:
        return response_for(attachment.file, inline=True, small=request.GET.get("size") == "small")
    except Unreadable:
        raise Http404 from None
