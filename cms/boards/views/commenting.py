"""Comments: writing one below a post. It comes back as it was typed where something is wrong with it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cms.boards.doubts import doubts
from cms.boards.forms import CommentForm
from cms.boards.models import BoardPage, Comment, PostState
from cms.boards.people import Writer, guest
from cms.boards.seeing import is_shown
from cms.boards.services import limits, posting, rules
from cms.boards.views.frame import TOO_MANY, UNPROCESSABLE, address_of_reader, closed, language, person, post_of
from cms.boards.views.showing import page_of


def comment(page: BoardPage, request: HttpRequest, pk: int) -> HttpResponse:
    """What is sent by the form below a post. Raises Http404 where there is no post to be read."""
    if (refused := closed(request, page)) is not None:
        return refused
    found = post_of(page, pk)
    here = f"{page.get_url(request)}{pk}/"
    if request.method != "POST":
        return redirect(f"{here}#comment-form")
    if not is_shown(found):
        raise Http404
    who = person(request)
    form = CommentForm(request.POST, about=pk, who=who)
    writer = _writer(form, request, who)
    status = UNPROCESSABLE
    if not limits.has_room(Comment, writer):
        form.add_error(None, limits.said())
        status = TOO_MANY
    elif form.is_valid():
        try:
            written = posting.comment(found, form.typed(language(), _doubts(form)), writer)
        except posting.Refused as wrong:
            form.add_error(None, list(wrong.reasons))
        except limits.TooOften as wrong:
            form.add_error(None, wrong.sentence)
            status = TOO_MANY
        else:
            is_held = written.state == PostState.HELD
            return redirect(f"{here}?waits=comment#comments" if is_held else f"{here}#comment-{written.pk}")
    else:
        form.add_error(None, list(rules.against_board(page, writer)))
    return page_of(page, request, found, form=form.with_new_token(), status=status)


def comment_of(page: BoardPage, pk: int, number: int) -> Comment:
    """A public comment of a post of this board. Raises Http404."""
    rows = Comment.objects.select_related("post").filter(post__board_id=page.source.pk, post_id=pk, pk=number)
    found = rows.first()
    if found is None:
        raise Http404
    found.post.board = page.source
    return found


def _doubts(form: CommentForm) -> tuple[str, ...]:
    return doubts(form.data, form.cleaned_data["body"])


def _writer(form: CommentForm, request: HttpRequest, who: Writer | None) -> Writer:
    data, address = form.data, address_of_reader(request)
    if who is None:
        return guest(
            data.get("name", ""), mail=data.get("mail", "").strip(), password=data.get("password", ""), address=address
        )
    return who if who.name else person(request, nickname=data.get("name", "")) or who
