"""A member's drafts: what was typed on any board and not sent yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.boards import drafts
from cms.boards.addresses import shown_in
from cms.boards.models import BoardPage
from cms.boards.views.frame import FORBIDDEN, language, person, show
from cms.core.typed import whole_number


def my_drafts(page: BoardPage, request: HttpRequest) -> HttpResponse:
    """The list; ``do=drop:<pk>`` deletes one's own."""
    who = person(request)
    if who is None:
        context = {"why": _("Drafts are kept for members. Sign in to see yours."), "asks_to_sign_in": True}
        return show(request, page, "closed", _("Drafts"), "drafts/", context, status=FORBIDDEN)
    if request.method == "POST":
        _do, _colon, pk = request.POST.get("do", "").partition(":")
        drafts.drafts_of(who.user).filter(pk=whole_number(pk)).delete()
        return redirect(f"{page.get_url(request)}drafts/")
    kept = list(drafts.drafts_of(who.user))
    boards = shown_in((each.board for each in kept), language())
    rows = [(each, boards[each.board_id], drafts.words(each)) for each in kept]
    return show(request, page, "drafts", _("Drafts"), "drafts/", {"rows": rows, "days": drafts.KEPT.days})
