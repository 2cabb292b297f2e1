"""A board with posts is closed, not deleted: said at the desk before PostgreSQL and the guard refuse it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from cms.boards.models import BoardPage, Post


@hooks.register("before_delete_page")
def keep_board(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For the page itself, and for a section with a board in it."""
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_boards(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    """The same for many at once."""
    pages = [each for each in objects if isinstance(each, Page)]
    return _refuse(request, pages) if action_type == "delete" else None


def _refuse(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        posts = Post.objects.filter(board=OuterRef("pk"))
        kept = BoardPage.objects.descendant_of(page, inclusive=True).filter(Exists(posts)).first()
        if kept is not None:
            said = _("“%(board)s” has posts, and they are kept. Close the board for new posts instead of deleting it.")
            messages.error(request, said % {"board": kept.title})
            return redirect("wagtailadmin_explore", kept.get_parent().pk)
    return None
