"""Deleting one's own post or comment (작성자 삭제): asked once, gone at once, and a row of the register says so."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.boards.models import BoardPage, Comment, Post, PostState
from cms.boards.services import posting
from cms.boards.views.commenting import comment_of
from cms.boards.views.frame import UNPROCESSABLE, closed, post_of, show
from cms.boards.views.proving import prove

#: What can still be deleted by its author.
_THERE = (PostState.HELD, PostState.PUBLIC, PostState.HIDDEN)


def delete_post(page: BoardPage, request: HttpRequest, pk: int) -> HttpResponse:
    """The question, and the deed."""
    return _delete(page, request, post_of(page, pk), f"{pk}/delete/", f"{page.get_url(request)}{pk}/")


def delete_comment(page: BoardPage, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The same for a comment."""
    found = comment_of(page, pk, number)
    back = f"{page.get_url(request)}{pk}/#comments"
    return _delete(page, request, found, f"{pk}/comment/{number}/delete/", back)


def _delete(page: BoardPage, request: HttpRequest, row: Post | Comment, end: str, back: str) -> HttpResponse:
    if (refused := closed(request, page)) is not None:
        return refused
    if row.state not in _THERE:
        raise Http404
    proof = prove(page, request, row, end)
    if isinstance(proof, HttpResponse):
        return proof
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and request.POST.get("do") == "delete":
        try:
            posting.take_back(row, proof.who)
        except posting.Refused as wrong:
            reasons = wrong.reasons
        else:
            return redirect(back)
    context = {
        "row": row,
        "own_pass": proof.own_pass,
        "reasons": reasons,
        "back": back,
        "is_post": isinstance(row, Post),
    }
    title = _("Delete the post") if isinstance(row, Post) else _("Delete the comment")
    return show(request, page, "delete", title, end, context, status=UNPROCESSABLE if reasons else 200)
